// Small pictures of the recording, cut from sheets that "storyboard.vtt" describes: cues whose text
// is "storyboard-000.jpg#xywh=0,90,160,90" (W3C Media Fragments URI 1.0, section 4.2.2).

const REGION = /^(.+)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/;

export class Storyboard {
  #picture;
  #track = null;
  #wanted = 0;
  #address;
  #media;

  /** `picture` is shown as soon as there is something to see in it. */
  constructor(media, picture) {
    this.#media = media;
    this.#picture = picture;
    this.#address = media.dataset.storyboard;
  }

  show(ms) {
    if (!this.#address) return;
    this.#wanted = ms;
    if (!this.#track) this.#load();
    const cue = this.#cueAt(ms / 1000);
    const region = REGION.exec(cue?.text.trim() ?? '');
    this.#picture.hidden = region === null;
    if (region) this.#draw(...region.slice(1));
  }

  // The browser reads the list, and only once somebody points at the bar. Not as a track of the media
  // itself: with each new one Chromium chooses anew which captions to show.
  #load() {
    const reader = document.createElement('video');
    reader.crossOrigin = this.#media.crossOrigin;
    const element = document.createElement('track');
    element.kind = 'metadata';
    element.src = this.#address;
    element.addEventListener('load', () => this.show(this.#wanted));
    reader.append(element);
    this.#track = element.track;
    this.#track.mode = 'hidden';
  }

  #cueAt(seconds) {
    const cues = [...(this.#track.cues ?? [])];
    return cues.find(({ startTime, endTime }) => startTime <= seconds && seconds < endTime) ??
      cues.at(-1);
  }

  #draw(sheet, x, y, width, height) {
    const url = new URL(sheet, new URL(this.#address, location.href));
    const { style } = this.#picture;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.backgroundImage = `url("${url.href}")`;
    style.backgroundPosition = `-${x}px -${y}px`;
  }
}

// Says before play when this browser cannot show or sound the recording. The server knows by the
// codecs what many browsers cannot do (server/pages/playable.cpp) and marks the notices so; here
// this browser is asked.

export function checkSupport(media, stage) {
  const notice = (name) => stage.querySelector(`.notice[data-fault="${name}"]`);
  const show = (name, shown) => {
    const found = notice(name);
    if (found) found.hidden = !shown;
  };
  const canPlay = (name) => {
    const type = notice(name)?.dataset.type;
    return type !== undefined && media.canPlayType(type) !== '';
  };

  function failed() {
    for (const name of ['picture', 'sound', 'all', 'picture-here']) show(name, false);
    show('here', true);
  }

  // A file of which only the sound can be decoded loads without an error, and has no width.
  function loaded() {
    show('all', false);
    if (media.tagName !== 'VIDEO') return;
    show('picture', false);
    show('picture-here', media.videoWidth === 0);
  }

  for (const name of ['picture', 'sound']) if (canPlay(name)) show(name, false);
  media.addEventListener('error', failed);
  media.addEventListener('loadedmetadata', loaded);
  if (media.error) failed();
  else if (media.readyState >= HTMLMediaElement.HAVE_METADATA) loaded();
}

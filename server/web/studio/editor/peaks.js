// Waveforms as the server made them: audiowaveform's data format, version 2 (its doc/DataFormat.md):
// 24 bytes of header, little-endian, then the least and the largest sample of each step.

const HEADER_BYTES = 24;
const VERSION = 2;
const EIGHT_BITS = 1;  // of the flags: samples of one byte, else of two

/** The levels that the analyser writes, finest first: name and step in ms. */
export const LEVELS = [
  { name: 'peaks-20ms.dat', stepMs: 20 },
  { name: 'peaks-100ms.dat', stepMs: 100 },
  { name: 'peaks-1000ms.dat', stepMs: 1000 },
];

/** The coarsest level that still has a step for every pixel, else the finest. */
export const levelFor = (msPerPixel) =>
  LEVELS.findLast(({ stepMs }) => stepMs <= Math.max(msPerPixel, LEVELS[0].stepMs));

export class Peaks {
  #samples;
  #channels;
  #largest;

  /** Reads a file's bytes (ArrayBuffer); throws RangeError when it is not what it should be. */
  constructor(bytes) {
    const head = new DataView(bytes);
    if (bytes.byteLength < HEADER_BYTES || head.getInt32(0, true) !== VERSION) {
      throw new RangeError('not a waveform of version 2');
    }
    const small = (head.getUint32(4, true) & EIGHT_BITS) === EIGHT_BITS;
    this.stepMs = (head.getInt32(12, true) * 1000) / head.getInt32(8, true);
    this.#channels = head.getInt32(20, true);
    const count = head.getUint32(16, true) * this.#channels * 2;
    const Samples = small ? Int8Array : Int16Array;
    this.#samples = new Samples(bytes.slice(HEADER_BYTES, HEADER_BYTES + count * Samples.BYTES_PER_ELEMENT));
    this.length = Math.floor(this.#samples.length / (2 * this.#channels));
    this.#largest = this.#samples.reduce((most, each) => Math.max(most, Math.abs(each)), 1);
  }

  /** Least and largest of [from, to) in ms, as shares of the loudest; null where there is none. */
  range(from, to) {
    const first = Math.max(0, Math.floor(from / this.stepMs));
    const end = Math.min(this.length, Math.max(first + 1, Math.ceil(to / this.stepMs)));
    if (first >= end) return null;
    const stride = 2 * this.#channels;
    let low = Infinity;
    let high = -Infinity;
    for (let i = first * stride; i < end * stride; i += 2) {
      low = Math.min(low, this.#samples[i]);
      high = Math.max(high, this.#samples[i + 1]);
    }
    return { low: low / this.#largest, high: high / this.#largest };
  }
}

// What a chosen file says, to be shown beside what was understood of it.

/** Whether bytes are text that can be shown: no zero bytes, few control characters. */
function isText(bytes) {
  const seen = bytes.subarray(0, 4096);
  const odd = seen.filter((byte) => byte === 0 || (byte < 32 && ![9, 10, 12, 13, 27].includes(byte)));
  return odd.length === 0;
}

/** The text of `file`; null when it is none. The service finds the charset itself; this is to look at. */
export async function textOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = { 'ff,fe': 'utf-16le', 'fe,ff': 'utf-16be' }[[bytes[0].toString(16), bytes[1]?.toString(16)].join()];
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (!isText(bytes)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** `file` in base64, as the API takes a programme. */
export async function base64Of(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // apply() takes so many arguments everywhere.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

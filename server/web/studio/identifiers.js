// Identifiers of persons in other lists, and whether one can be right.

const isni = (text) => text.replace(/[\s-]/g, '').toUpperCase();

// ISO 27729, annex A (ISO 7064, MOD 11-2).
function isIsni(value) {
  const text = isni(value);
  if (!/^\d{15}[\dX]$/.test(text)) return false;
  const sum = [...text.slice(0, 15)].reduce((total, digit) => (total + Number(digit)) * 2, 0);
  const check = (12 - (sum % 11)) % 11;
  return text[15] === (check === 10 ? 'X' : String(check));
}

// IdRef (PPN of the Sudoc): weights 9 to 2, modulo 11.
function isIdref(text) {
  if (!/^\d{8}[\dX]$/i.test(text)) return false;
  const sum = [...text.slice(0, 8)].reduce((total, digit, i) => total + Number(digit) * (9 - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return text[8].toUpperCase() === (check === 10 ? 'X' : String(check));
}

function isWebAddress(text) {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** By scheme of the API: what people call it, an example, whether a value can be right. */
export const SCHEMES = {
  wikidata: { title: 'Wikidata', example: 'Q42', isRight: (text) => /^Q[1-9]\d*$/.test(text) },
  isni: { title: 'ISNI', example: '0000 0001 2103 2683', isRight: isIsni },
  idref: { title: 'IdRef', example: '026927608', isRight: isIdref },
  viaf: { title: 'VIAF', example: '113230702', isRight: (text) => /^[1-9]\d{1,21}$/.test(text) },
  url: { title: 'URL', example: 'https://…', isRight: isWebAddress },
};

/** As it is kept. */
export const tidied = ({ scheme, value }) => ({ scheme, value: scheme === 'isni' ? isni(value) : value.trim() });

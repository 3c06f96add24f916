// Contrast as WCAG 2.1 defines it: relative luminance and ratio.

const channel = (value) => {
  const part = value / 255;
  return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

const luminance = ([red, green, blue]) =>
  0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);

/** The numbers of "rgb(1, 2, 3)" or "rgba(1, 2, 3, 0.5)"; alpha is 1 when it is not said. */
export function parseColour(text) {
  const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
  return [red, green, blue, alpha];
}

/** `colour` as it looks over an opaque `under`. */
export function over(colour, under) {
  const [red, green, blue, alpha] = parseColour(colour);
  const below = parseColour(under);
  return [red, green, blue].map((value, i) => value * alpha + below[i] * (1 - alpha));
}

/** From 1 to 21; `colour` may be translucent, `under` is opaque. */
export function ratio(colour, under) {
  const [light, dark] = [luminance(over(colour, under)), luminance(parseColour(under))]
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

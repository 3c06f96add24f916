// The colours of the page's theme, for what is drawn on a canvas.

const NAMES = {
  ink: '--ink', quiet: '--quiet', surface: '--surface', edge: '--edge', accent: '--accent',
  accentInk: '--accent-ink', focus: '--focus', laneEdge: '--lane-edge', wave: '--lane-wave', silence: '--lane-silence',
  shot: '--lane-shot', caption: '--lane-caption', card: '--lane-card', slide: '--lane-slide',
  kind_session: '--kind-session', kind_intervention: '--kind-intervention',
  kind_section: '--kind-section', kind_break: '--kind-break',
};

export function coloursOf(element) {
  const style = getComputedStyle(element);
  const colours = Object.fromEntries(
    Object.entries(NAMES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]));
  return { ...colours, small: `11px ${style.fontFamily}`, text: `600 12px ${style.fontFamily}` };
}

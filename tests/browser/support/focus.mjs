// Walking through a page by the Tab key, into open shadow trees.

/**
 * What has the focus: a name for it, and how its focus shows. Null for the document itself. To be
 * evaluated in the page.
 */
function focused() {
  let element = document.activeElement;
  const path = [];
  for (; element?.shadowRoot?.activeElement; element = element.shadowRoot.activeElement) {
    path.push(element.localName);
  }
  if (!element || element === document.body || element === document.documentElement) return null;
  const opaque = (start) => {
    for (let each = start; each; each = each.parentElement ?? each.getRootNode().host) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/^rgba\(.*, 0(\.\d+)?\)$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  element.dataset.stop ??= String(globalThis.stops = (globalThis.stops ?? 0) + 1);
  return {
    stop: element.dataset.stop,
    name: `${[...path, element.localName].join('>')} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`,
    tag: element.localName,
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    colour: style.outlineColor,
    around: opaque(element.parentElement ?? element.getRootNode().host),
    inside: opaque(element),
    box: { x: box.x, y: box.y, width: box.width, height: box.height },
    visible: box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0,
  };
}

/** Every stop of the Tab key, in order, until the focus leaves the page or comes round. */
export async function tabStops(page, key = 'Tab', most = 1200) {
  const stops = [];
  const seen = new Set();
  for (let pressed = 0; pressed < most; ++pressed) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(focused);
    if (stop === null && pressed === 0) continue;  // the focus was in the browser's own bars
    if (stop === null || seen.has(stop.stop)) return stops;
    seen.add(stop.stop);
    stops.push(stop);
  }
  throw new Error(`the Tab key does not leave the page after ${most} stops`);
}

// What the script says, in the words of the page: a data block that the server wrote beside the
// media (server/pages/player.cpp), patterns with "{0}" and "{1}" in it.

export class Words {
  #patterns;

  constructor(stage) {
    const block = stage.querySelector('script[type="application/json"]');
    this.#patterns = JSON.parse(block.textContent);
  }

  say(name, ...values) {
    return this.#patterns[name].replace(/\{([01])\}/g, (_, index) => values[index]);
  }

  /** "1 heure 2 minutes": as server/pages/words.cpp, time_words. */
  time(ms) {
    const seconds = Math.floor(Math.max(0, ms) / 1000);
    const parts = [
      ['hour', Math.floor(seconds / 3600)],
      ['minute', Math.floor(seconds / 60) % 60],
      ['second', seconds % 60],
    ].filter(([, count]) => count > 0);
    if (parts.length === 0) parts.push(['second', 0]);
    return parts.map(([unit, count]) => this.#counted(unit, count)).join(' ');
  }

  #counted(unit, count) {
    const one = count === 1 || (count === 0 && this.#patterns.zero_is_one === 'yes');
    return this.say(`${unit}_${one ? 'one' : 'many'}`, count);
  }
}

/** "1:02:03", or "2:03" below an hour. */
export function clockText(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

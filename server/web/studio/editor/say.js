// The editor's sentences: "editor_KEY" of the catalogue, else what the whole studio says.

import * as all from '../messages.js';

const own = (key) => `editor_${key}`;

export const { language } = all;

export const isSaid = (key) => all.isSaid(own(key)) || all.isSaid(key);

export const say = (key, values) => all.say(all.isSaid(own(key)) ? own(key) : key, values);

export const sayCount = (key, n, values) =>
  all.sayCount(all.isSaid(`${own(key)}_one`) ? own(key) : key, n, values);

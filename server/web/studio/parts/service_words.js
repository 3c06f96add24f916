// What the service says of texts, in English, told in the language of the page where that is known.
// The sentences are those of chapters/formats, chapters/exchange, chapters/programme and review.
import { html } from 'lit';
import { say } from '../messages.js';

const PATTERNS = [
  [/^left out '(.*)': it has no time that can be read, such as 1:02:03$/s, 'service_no_time'],
  [/^left out '(.*)': its time is not after the one before$/s, 'service_goes_back'],
  [/^a line begins with a time, but there is no list of at least two that ascend from 0:00/, 'service_no_list'],
  [/^left out '(.*)': its time is before 0 or later than any recording$/s, 'service_out_of_range'],
  [/^left out '(.*)': its start '(.*)' is no time/s, 'service_start_no_time'],
  [/^'(.*)' is no time: the end is left open$/s, 'service_end_no_time'],
  [/^'(.*)' ends before it starts: its end is left open$/s, 'service_ends_early'],
  [/^left out a cue: '(.*)' is no start and end/s, 'service_cue_no_times'],
  [/^left out a cue: it has no text$/, 'service_cue_no_text'],
  [/^the list was not in the order of its starts/, 'service_sorted'],
  [/^'(.*)' is no time of day$/s, 'service_no_time_of_day'],
  [/^'(.*)' is no date$/s, 'service_no_date'],
  [/^'(.*)' is no kind of session$/s, 'service_no_kind'],
  [/^'(.*)' is no role$/s, 'service_no_role'],
  [/^'(.*)' is no name$/s, 'service_no_name'],
  [/^'(.*)' stands without a name$/s, 'service_without_name'],
  [/^'(.*)' was not understood and not used$/s, 'service_not_understood'],
  [/^the end '(.*)' is not after the start '(.*)'$/s, 'service_end_before_start'],
  [/^the row has neither a session nor a person/, 'service_row_empty'],
  [/^the row has (\d+) cells and the header (\d+)/, 'service_row_long'],
  [/^no header row was found/, 'service_no_header'],
  [/^(\d+) more lines were not understood$/, 'service_more_lines'],
  [/^open ends of (\d+) chapters?:/, 'service_open_ends'],
  [/^left out: (\d+) chapters? after the end of the recording$/, 'service_after_end'],
  [/^times of (\d+) chapters?: cut/, 'service_cut'],
  [/^missing titles of (\d+) chapters?:/, 'service_untitled'],
  [/^left out: (\d+) chapters? of other recordings$/, 'service_other_recordings'],
  [/^links of (\d+) chapters? to persons or sessions/, 'service_unknown_links'],
  [/^speakers of (\d+) chapters?: taken from their titles/, 'service_speakers'],
];

/** The sentence, with its language where it stays English. */
export function serviceWords(text) {
  for (const [pattern, key] of PATTERNS) {
    const found = pattern.exec(text);
    if (found) return html`<bdi>${say(key, { a: found[1] ?? '', b: found[2] ?? '' })}</bdi>`;
  }
  return html`<bdi lang="en">${text}</bdi>`;
}

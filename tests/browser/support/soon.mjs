/** Asks again and again until `question` is true of what `ask` gives, for ten seconds at most. */
export async function expectSoon(ask, question) {
  let last;
  for (const end = performance.now() + 10_000; performance.now() < end;) {
    last = await ask();
    if (question(last)) return last;
    await new Promise((later) => { setTimeout(later, 20); });
  }
  throw new Error(`it did not become so: ${JSON.stringify(last)?.slice(0, 2000)}`);
}

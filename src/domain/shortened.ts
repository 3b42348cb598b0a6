/** `text` in at most `atMost` UTF-16 units: cut between characters, and said to be cut. */
export function shortened(text: string, atMost: number): string {
  if (text.length <= atMost) return text;
  let short = "";
  for (const character of text) {
    if (short.length + character.length > atMost - 1) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

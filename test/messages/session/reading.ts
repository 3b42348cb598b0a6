import { expect } from "vitest";
import type { Email } from "../../../src/messages/email.ts";

/** What a reader of the HTML sees, as one line. */
export function seen({ html }: Email): string {
  return html
    .replace(/<head>.*<\/head>/s, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}

/** Both the HTML and the plain text say each of these. */
export function bothSay(email: Email, ...words: string[]): void {
  const text = email.text.replace(/\s+/g, " ");
  for (const word of words) {
    expect(seen(email)).toContain(word);
    expect(text).toContain(word);
  }
}

/** Neither says any of these. */
export function neitherSays(email: Email, words: RegExp): void {
  expect(seen(email)).not.toMatch(words);
  expect(email.text).not.toMatch(words);
}

/** A link with this label in the HTML, and its address after the label in the text. */
export function links(email: Email, label: string, href: string): void {
  const escaped = href.replaceAll("&", "&amp;");
  const anchors = [...email.html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g)];
  expect(anchors.map(([, to, words]) => [words, to])).toContainEqual([label, escaped]);
  expect(email.text).toContain(`${label}: ${href}`);
}

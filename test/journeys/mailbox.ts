import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import { eventually } from "./product.ts";
import { sandboxAt } from "./sandbox.ts";

/** A delivery of mail may wait for a drain, a retry and a busy machine. */
const POST_MS = 60_000;

/** One person's inbox in the sandbox: it is waited for, as people wait for mail. */
export class Mailbox {
  readonly #url: () => string;
  readonly #address: string;

  constructor(url: () => string, address: string) {
    this.#url = url;
    this.#address = address;
  }

  /** Everything about a reservation, oldest first. */
  async about(reservation: string): Promise<SandboxMessage[]> {
    const messages = await sandboxAt(this.#url()).messagesTo(this.#address);
    return messages.filter((message) => message.reservation === reservation);
  }

  /** The email about a reservation whose subject begins so. */
  letter(reservation: string, subject: string, withinMs = POST_MS): Promise<SandboxMessage> {
    const ask = async () =>
      (await this.about(reservation)).find((each) => each.subject?.startsWith(subject));
    return eventually(`"${subject}" for ${this.#address}`, ask, withinMs);
  }

  /** Waits until there is one email for each of these beginnings of subjects, and no other. */
  async holds(reservation: string, subjects: string[]): Promise<void> {
    const wanted = [...subjects].sort().join(" | ");
    let held = "";
    const ask = async () => {
      const messages = await this.about(reservation);
      const named = messages.map(
        ({ subject = "" }) => subjects.find((each) => subject.startsWith(each)) ?? subject,
      );
      held = named.sort().join(" | ");
      return held === wanted;
    };
    await eventually(`emails to ${this.#address}`, ask, POST_MS).catch((error: Error) => {
      throw new Error(`${error.message}\nwanted: ${wanted}\nthere:  ${held}`);
    });
  }
}

/** Where the button or link of an email leads, which its text and its HTML must agree on. */
export function linkIn({ text, html = "", subject }: SandboxMessage, label: string): string {
  const line = text.split("\n").find((each) => each.trim().startsWith(`${label}: http`));
  const href = line?.trim().slice(`${label}: `.length);
  if (href === undefined) throw new Error(`"${subject}" has no link "${label}":\n${text}`);
  if (!html.includes(`href="${href.replaceAll("&", "&amp;")}"`)) {
    throw new Error(`"${subject}": the HTML has another link for "${label}" than the text`);
  }
  return href;
}

/** Every address that an email leads to, in its text and its HTML. */
export function linksOf({ text, html = "" }: SandboxMessage): string[] {
  const inText = text.match(/https?:\/\/\S+/g) ?? [];
  const inHtml = [...html.matchAll(/(?:href|src)="(https?:[^"]+)"/g)];
  return [...inText, ...inHtml.map(([, href = ""]) => href.replaceAll("&amp;", "&"))];
}

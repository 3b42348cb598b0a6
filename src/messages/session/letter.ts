import type { PriceLine } from "../../domain/money.ts";

/**
 * What an email says, said once: its HTML and its plain text are both made from it, so neither can
 * lack what the other has. Everything in it is text, never markup.
 */
export interface Letter {
  heading: string;
  /** Shown by inboxes after the subject. */
  preview: string;
  parts: readonly (Part | undefined)[];
}

/** A titled part of the card, or running text at its top when it has no title. */
export interface Part {
  title?: string;
  blocks: readonly (Block | undefined)[];
}

/** A plain string is a paragraph. */
export type Block =
  | string
  /** A label and what belongs to it. */
  | { kind: "fact"; label: string; value: string; href?: string }
  /** Set off from the rest: a deadline, an amount, a confirmation number. */
  | { kind: "box"; label: string; value: string; isCode?: boolean }
  /** A strong line and what is under it. */
  | { kind: "lines"; strong: string; rest: readonly string[] }
  | { kind: "list"; items: readonly string[] }
  | { kind: "prices"; lines: readonly PriceLine[]; total: number; currency: string }
  /** Side by side where there is room; the first is what most people want. */
  | { kind: "buttons"; buttons: readonly Link[] }
  /** Within reach, but not asked for. */
  | ({ kind: "link" } & Link);

export interface Link {
  label: string;
  href: string;
}

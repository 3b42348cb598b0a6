import type { World } from "../world.ts";

/** 24 hexadecimal digits, as MailerSend's ids of messages, emails and events look. */
export function hexId(world: Pick<World, "random">): string {
  const digits = Array.from({ length: 24 }, () => Math.floor(world.random() * 16).toString(16));
  return digits.join("");
}

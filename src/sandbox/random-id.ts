import type { World } from "./world.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `prefix` followed by `length` letters and digits, as Stripe's ids look. */
export function randomId(world: Pick<World, "random">, prefix: string, length = 24): string {
  let id = prefix;
  for (let index = 0; index < length; index += 1) {
    id += ALPHABET.charAt(Math.floor(world.random() * ALPHABET.length));
  }
  return id;
}

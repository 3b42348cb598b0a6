import type { Accepted } from "../vendors/simulated-mail.ts";
import type { World } from "../world.ts";

/** One email, as its reader finds it. */
export interface Letter {
  /** The template's name. */
  message: string;
  reservation: string;
  text: string;
}

/** Who reads which mailbox. A second copy of a letter is put away unread. */
export class Inboxes {
  readonly #readers = new Map<string, (letter: Letter) => void>();
  readonly #known = new Set<string>();

  constructor(world: World) {
    world.mail.onAccepted = (email) => this.#arrived(email);
  }

  read(email: string, reader: (letter: Letter) => void): void {
    this.#readers.set(email, reader);
  }

  #arrived({ to, tags, text }: Accepted): void {
    const [message = "", reservation = ""] = [tags[0], tags.at(-1)];
    const key = `${to} ${message} ${reservation}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#readers.get(to)?.({ message, reservation, text });
  }
}

import { pause } from "../journeys/product.ts";
import type { Server } from "./server.ts";

/** Longer than the product lets a guest wait for its providers. */
const ANSWER_MS = 40_000;
const AGAIN_MS = 300;
/** So soon before a kill an answer may already be that of a dying process. */
const DYING_MS = 1_500;

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** How people reach the product: over a network, on which answers get lost. */
export class Client {
  /** Requests that were sent, and whose answer never came. */
  lost = 0;
  readonly #server: Server;
  readonly #broken: { at: number; what: string }[] = [];

  constructor(server: Server) {
    this.#server = server;
  }

  get url(): string {
    return this.#server.url;
  }

  /** One request; undefined when no answer came, or none of the product's. */
  async once(method: string, path: string, init: RequestInit = {}): Promise<Answer | undefined> {
    const signal = init.signal ?? AbortSignal.timeout(ANSWER_MS);
    const wasUp = this.#server.isUp;
    try {
      const answer = await fetch(`${this.url}${path}`, { ...init, method, signal });
      const text = await answer.text();
      if (answer.status === 500 && wasUp) {
        const what = `${method} ${path} answered 500: ${text.slice(0, 200)}`;
        this.#broken.push({ at: Date.now(), what });
      }
      return { status: answer.status, body: JSON.parse(text || "{}") };
    } catch (error) {
      if (!wasRefused(error)) this.lost += 1;
      return undefined;
    }
  }

  /** Asks the very same again until there is an answer: what a page does. */
  async ask(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    for (;;) {
      const answer = await this.once(method, path, init);
      if (answer !== undefined && answer.status !== 500) return answer;
      await pause(AGAIN_MS);
    }
  }

  /** Failures of the product while nobody was killing it. */
  get broken(): string[] {
    const isDying = (at: number) =>
      this.#server.kills.some((kill) => at <= kill + DYING_MS && kill - at < DYING_MS);
    return this.#broken.filter(({ at }) => !isDying(at)).map(({ what }) => what);
  }
}

/** Nobody listens: the request was not even sent. */
function wasRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}

export function jsonBody(body: object, headers: Record<string, string> = {}): RequestInit {
  return {
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

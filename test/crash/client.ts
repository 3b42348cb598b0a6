import { pause } from "../journeys/product.ts";
import type { Server } from "./server.ts";

/** Longer than the product lets a guest wait for its providers. */
const ANSWER_MS = 40_000;
const AGAIN_MS = 300;
/** So soon before a kill an answer may already be that of a dying process. */
const DYING_MS = 1_500;

/** By which the product tells networks apart. */
export const NETWORK = "cf-connecting-ip";

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** An answer that is no JSON, and the path that it leads to, if it does. */
export interface Page {
  status: number;
  text: string;
  location: string | null;
}

/** How people reach the product: over a network, on which answers get lost. */
export class Client {
  /** Requests that were sent, and whose answer never came. */
  lost = 0;
  readonly #server: Server;
  #asked = 0;
  readonly #broken: { at: number; what: string }[] = [];

  constructor(server: Server) {
    this.#server = server;
  }

  get url(): string {
    return this.#server.url;
  }

  /** One request; undefined when no answer came, or none of the product's. */
  async once(method: string, path: string, init: RequestInit = {}): Promise<Answer | undefined> {
    const page = await this.#send(method, path, init);
    try {
      return page && { status: page.status, body: JSON.parse(page.text || "{}") };
    } catch {
      this.lost += 1;
      return undefined;
    }
  }

  /** Asks the very same again until there is an answer: what a page does. */
  ask(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    return untilAnswered(() => this.once(method, path, init));
  }

  /** The same, where people are answered: with a page, or with the way to one. */
  askPage(method: string, path: string, init: RequestInit = {}): Promise<Page> {
    return untilAnswered(() => this.#send(method, path, init));
  }

  async #send(method: string, path: string, init: RequestInit): Promise<Page | undefined> {
    const signal = init.signal ?? AbortSignal.timeout(ANSWER_MS);
    const wasUp = this.#server.isUp;
    try {
      const headers = this.#fromSomewhere(init.headers);
      const request = { ...init, method, headers, signal, redirect: "manual" as const };
      const answer = await fetch(`${this.url}${path}`, request);
      const text = await answer.text();
      if (answer.status === 500 && wasUp) {
        const what = `${method} ${path} answered 500: ${text.slice(0, 200)}`;
        this.#broken.push({ at: Date.now(), what });
      }
      const location = answer.headers.get("location");
      return {
        status: answer.status,
        text,
        location: location ? pathIn(location, this.url) : null,
      };
    } catch (error) {
      if (!wasRefused(error)) this.lost += 1;
      return undefined;
    }
  }

  /** Each from a network of its own: how much one network may ask is not what is tried here. */
  #fromSomewhere(given: RequestInit["headers"]): Headers {
    const headers = new Headers(given);
    this.#asked += 1;
    const address = `198.51.${(this.#asked >> 8) & 255}.${this.#asked & 255}`;
    if (!headers.has(NETWORK)) headers.set(NETWORK, address);
    return headers;
  }

  /** Failures of the product while nobody was killing it. */
  get broken(): string[] {
    const isDying = (at: number) =>
      this.#server.kills.some((kill) => at <= kill + DYING_MS && kill - at < DYING_MS);
    return this.#broken.filter(({ at }) => !isDying(at)).map(({ what }) => what);
  }
}

async function untilAnswered<T extends { status: number }>(
  once: () => Promise<T | undefined>,
): Promise<T> {
  for (;;) {
    const answer = await once();
    if (answer !== undefined && answer.status !== 500 && answer.status !== 429) return answer;
    await pause(AGAIN_MS);
  }
}

function pathIn(address: string, base: string): string {
  const { pathname, search } = new URL(address, base);
  return `${pathname}${search}`;
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

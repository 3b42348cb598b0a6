import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { copyTree, freePort, type Product, pause, startProduct } from "../journeys/product.ts";
import { shortWindows } from "./short-windows.ts";

/** A socket of a killed process may linger for a moment. */
const PORT_FREE_MS = 10_000;
const POLL_MS = 100;
const BUG = /Effect could not be recorded|Uncaught/;

/** The product in many lives: one port, one directory of state, and `kill -9` between them. */
export class Server {
  readonly url: string;
  readonly kills: number[] = [];
  /** What the logs say that must never be said, whatever the weather. */
  readonly bugs: string[] = [];
  readonly #port: number;
  readonly #directory: string;
  #product: Product | undefined;
  #lives = 0;

  private constructor(port: number, directory: string) {
    this.#port = port;
    this.#directory = directory;
    this.url = `http://localhost:${port}`;
  }

  /** Keeps the product's state, its code and the logs of its lives in `directory`. */
  static async start(directory: string): Promise<Server> {
    const server = new Server(await freePort(), directory);
    mkdirSync(server.#tree);
    copyTree(server.#tree, shortWindows);
    await server.start();
    return server;
  }

  /** A copy with deadlines that a run can see, and whose files nobody changes meanwhile. */
  get #tree(): string {
    return join(this.#directory, "tree");
  }

  get isUp(): boolean {
    return this.#product !== undefined;
  }

  async start(): Promise<void> {
    await portIsFree(this.#port);
    this.#lives += 1;
    const state = join(this.#directory, "state");
    this.#product = await startProduct({ state, port: this.#port, root: this.#tree });
  }

  /** Everything that `npm start` has started dies at once. */
  async kill(): Promise<void> {
    const product = this.#product;
    if (product === undefined) return;
    this.#product = undefined;
    this.kills.push(Date.now());
    await product.kill();
    this.#keepLog(product);
  }

  async stop(): Promise<void> {
    const product = this.#product;
    if (product === undefined) return;
    this.#product = undefined;
    await product.stop();
    this.#keepLog(product);
  }

  #keepLog(product: Product): void {
    const name = `life-${String(this.#lives).padStart(2, "0")}.log`;
    const text = product.log();
    writeFileSync(join(this.#directory, name), text);
    for (const line of text.split("\n")) {
      if (BUG.test(line)) this.bugs.push(`${name}: ${line.trim()}`);
    }
  }
}

async function portIsFree(port: number): Promise<void> {
  const giveUpAt = Date.now() + PORT_FREE_MS;
  while (await listens(port)) {
    if (Date.now() > giveUpAt) throw new Error(`Something still listens on port ${port}.`);
    await pause(POLL_MS);
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      answer(true);
    });
    socket.once("error", () => answer(false));
  });
}

import { messageResource } from "../../../src/sandbox/twilio/message-resource.ts";
import type { MessageRecord } from "../../../src/sandbox/twilio/records.ts";
import type { World as SandboxWorld } from "../../../src/sandbox/world.ts";
import type { CallFault } from "../faults.ts";
import { type Network, NoAnswer, type Party, ServerFailure } from "../network.ts";
import type { Random } from "../random.ts";
import { lightResponse } from "./light-response.ts";
import { type ReceiptSurroundings, type Step, sendReceipts, type Tracked } from "./receipts-of.ts";

/** A WhatsApp message that Twilio took. */
export interface TextCopy extends Tracked {
  record: MessageRecord;
  values: string[];
  /** What it is and whom it is about: what its receipts bring back. */
  tags: string[];
  at: number;
  /** Whether the answer to it was lost, so that a second copy may be the product's right. */
  unanswered: boolean;
  /** It came when nobody expected it any more, or as the network's own copy. */
  stray: boolean;
}

/** A status callback: the form, and the address that the message named. */
export type TakeCallback = (form: URLSearchParams, url: string) => Promise<void>;

export interface TwilioSurroundings extends ReceiptSurroundings {
  random: Random;
  take: TakeCallback;
}

interface Answer {
  status: number;
  body?: unknown;
}

const ACCOUNT = "AC00000000000000000000000000000000";
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const SANDBOX = { settings: { keys: { twilioAccountSid: ACCOUNT } } } as unknown as SandboxWorld;

/**
 * Twilio's WhatsApp: no idempotency key, a list by recipient, statuses that come by callback, and
 * numbers that it refuses (21211). On some accounts it keeps no text of a template.
 */
export class SimulatedTwilio {
  readonly copies: TextCopy[] = [];
  /** Numbers that are none. */
  readonly invalid = new Set<string>();
  /** Messages that were refused for good, by their tags. */
  readonly refused: string[][] = [];
  /** Whose messages were asked for, and answered. */
  readonly listed: { to: string; at: number }[] = [];
  /** Whether the list says what a message reads: else nobody can tell two of them apart. */
  readonly keepsText: boolean;
  readonly #around: TwilioSurroundings;
  readonly #random: Random;

  constructor(surroundings: TwilioSurroundings) {
    this.#around = surroundings;
    this.#random = surroundings.random;
    this.keepsText = this.#random.chance(0.7);
  }

  /** `fetch` for the WhatsApp port, over a network that loses things. */
  fetch(network: Network, party: Party): typeof fetch {
    const respond = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const url = new URL(String(input));
      const taken: TextCopy[] = [];
      const seen: TextCopy[] = [];
      const perform = (fault: CallFault | undefined) =>
        init?.method === "POST"
          ? this.#create(new URLSearchParams(String(init.body)), fault, taken)
          : this.#read(url, seen);
      const isOne = /\/Messages\/SM\d+\.json$/.test(url.pathname);
      const read = isOne ? "messages.fetch" : "messages.list";
      const operation = init?.method === "POST" ? "messages.create" : read;
      try {
        const { status, body } = await network.send("twilio", operation, perform, party);
        for (const copy of taken) copy.unanswered = false;
        if (operation === "messages.list") {
          const to = url.searchParams.get("To")?.replace("whatsapp:", "") ?? "";
          this.listed.push({ to, at: this.#around.scheduler.now });
        }
        for (const { told, record } of seen) told.push(record.status);
        return lightResponse(status, body);
      } catch (error) {
        if (error instanceof ServerFailure) return lightResponse(error.status, failed(error));
        if (error instanceof NoAnswer) throw new TypeError("network failure");
        throw error;
      }
    };
    return respond as typeof fetch;
  }

  #create(form: URLSearchParams, fault: CallFault | undefined, taken: TextCopy[]): Answer {
    const [to = "", from = ""] = [form.get("To"), form.get("From")].map((one) => one ?? "");
    const callback = form.get("StatusCallback") ?? "";
    const tags = new URL(callback).searchParams.getAll("tag");
    if (this.invalid.has(to.replace("whatsapp:", ""))) {
      this.refused.push(tags);
      const message = `The 'To' number ${to} is not a valid phone number.`;
      return { status: 400, body: { code: 21211, message, status: 400 } };
    }
    const values = Object.values(JSON.parse(form.get("ContentVariables") ?? "{}") as object);
    const { now } = this.#around.scheduler;
    const record: MessageRecord = {
      sid: `SM${this.copies.length + 1}`,
      to,
      from,
      body: this.keepsText ? `Hello: ${values.join("; ")}.` : "",
      contentSid: form.get("ContentSid") ?? "",
      statusCallback: callback,
      status: "queued",
      errorCode: null,
      createdAt: now,
      updatedAt: now,
      sentAt: null,
    };
    const stray = fault === "late" || taken.length > 0;
    const copy: TextCopy = {
      record,
      values: values.map(String),
      tags,
      at: now,
      unanswered: true,
      stray,
      happened: [],
      told: [],
    };
    this.copies.push(copy);
    taken.push(copy);
    this.#send(copy);
    return { status: 201, body: messageResource(SANDBOX, record) };
  }

  #send(copy: TextCopy): void {
    const { record } = copy;
    const take = ({ status, code }: Step) => {
      const form = new URLSearchParams({ MessageSid: record.sid, MessageStatus: status });
      if (code !== undefined) form.set("ErrorCode", String(code));
      return this.#around.take(form, record.statusCallback ?? "");
    };
    const onStep = ({ status, code }: Step) => {
      record.status = status as MessageRecord["status"];
      record.errorCode = code ?? null;
      record.sentAt ??= this.#around.scheduler.now;
    };
    sendReceipts(this.#around, record.sid, copy, this.#way(), take, onStep);
  }

  /** Most arrive and are read; a phone can be off for hours, or have no WhatsApp at all. */
  #way(): Step[] {
    const random = this.#random;
    const soon = random.between(SECOND_MS, 20 * SECOND_MS);
    const sent: Step = { status: "sent", afterMs: random.between(300, 3 * SECOND_MS) };
    const arrives = (afterMs: number): Step[] => {
      const way: Step[] = [sent, { status: "delivered", afterMs: sent.afterMs + afterMs }];
      const readMs = sent.afterMs + afterMs + random.between(SECOND_MS, HOUR_MS);
      return random.chance(0.4) ? [...way, { status: "read", afterMs: readMs }] : way;
    };
    const fate = random.next();
    if (fate < 0.7) return arrives(soon);
    if (fate < 0.78) return arrives(random.between(1, 6) * HOUR_MS);
    if (fate < 0.82) return [sent];
    if (fate < 0.9) return [sent, { status: "undelivered", afterMs: 8 * soon, code: 63024 }];
    if (fate < 0.97) return [{ status: "failed", afterMs: soon, code: 63016 }];
    const first: Step = { status: "undelivered", afterMs: soon, code: 63032 };
    return [first, { status: "delivered", afterMs: soon + HOUR_MS }];
  }

  /** One message, which counts as telling of it; or those of one recipient, the newest first. */
  #read(url: URL, seen: TextCopy[]): Answer {
    const shown = (copy: TextCopy) => messageResource(SANDBOX, copy.record);
    const sid = /\/Messages\/(SM\d+)\.json$/.exec(url.pathname)?.[1];
    if (sid !== undefined) {
      const copy = this.copies.find(({ record }) => record.sid === sid);
      if (copy === undefined) return { status: 404, body: { code: 20404, status: 404 } };
      seen.push(copy);
      return { status: 200, body: shown(copy) };
    }
    const { searchParams: query } = url;
    const found = this.copies
      .filter(({ record }) => record.to === query.get("To") && record.from === query.get("From"))
      .toReversed()
      .slice(0, Number(query.get("PageSize") ?? 50));
    return { status: 200, body: { messages: found.map(shown), next_page_uri: null, uri: "" } };
  }
}

function failed({ status }: ServerFailure) {
  return { code: status === 429 ? 20429 : 20500, message: "try again", status };
}

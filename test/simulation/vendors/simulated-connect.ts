import type { Random } from "../random.ts";
import type { Scheduler } from "../scheduler.ts";
import type { IdempotencyKeys } from "./idempotency-keys.ts";
import type { Intent, Send } from "./simulated-stripe.ts";
import { refusal } from "./stripe-errors.ts";

export interface Account {
  id: string;
  metadata: Record<string, string>;
  capabilities: { transfers: "active" | "inactive" };
}

export interface StripeTransfer {
  id: string;
  amount: number;
  destination: string;
  source_transaction: string;
  transfer_group: string;
  created: number;
}

export interface ConnectSurroundings {
  scheduler: Scheduler;
  random: Random;
  emit: (type: string, object: object) => void;
  keys: IdempotencyKeys;
  nextId: (prefix: string) => string;
  intents: ReadonlyMap<string, Intent>;
}

type CreateAccount = Pick<Account, "metadata">;
type CreateTransfer = Omit<StripeTransfer, "id" | "created">;

/**
 * Stripe Connect: accounts whose transfers capability comes and goes, and transfers out of a charge,
 * whose sum never exceeds it.
 */
export class SimulatedConnect {
  readonly accounts: Account[] = [];
  readonly transfers: StripeTransfer[] = [];
  /** Groups in which money was asked for under another key without a look at what was moved. */
  readonly askedBlindly = new Set<string>();
  /** The keys of each group since its last look. */
  readonly #keysSinceLook = new Map<string, Set<string>>();
  /** The platform has spent its balance: nothing can be moved. */
  isDry = false;
  readonly #around: ConnectSurroundings;

  constructor(surroundings: ConnectSurroundings) {
    this.#around = surroundings;
  }

  client(send: Send) {
    const { keys, nextId } = this.#around;
    return {
      accounts: {
        create: (parameters: CreateAccount, { idempotencyKey }: { idempotencyKey: string }) =>
          send("accounts.create", (fault) =>
            keys.once(idempotencyKey, parameters, fault, () => this.#create(parameters)),
          ),
        list: () => ({
          autoPagingToArray: () =>
            send("accounts.list", () => this.accounts.map(copyOf).toReversed()),
        }),
        retrieve: (id: string) => send("accounts.retrieve", () => copyOf(this.#account(id))),
      },
      accountLinks: {
        create: ({ account }: { account: string }) =>
          send("account_links.create", () => {
            this.#account(account);
            return { url: `https://connect.stripe.test/${nextId("setup")}` };
          }),
      },
      transfers: {
        create: (parameters: CreateTransfer, { idempotencyKey }: { idempotencyKey: string }) =>
          send("transfers.create", (fault) => {
            this.#asked(parameters.transfer_group, idempotencyKey);
            return keys.once(idempotencyKey, parameters, fault, () => this.#transfer(parameters));
          }),
        list: ({ transfer_group }: { transfer_group: string }) =>
          send("transfers.list", () => {
            this.#keysSinceLook.delete(transfer_group);
            return { data: this.transfers.filter((one) => one.transfer_group === transfer_group) };
          }),
      },
    };
  }

  /** Stripe has (or no longer has) what it wants to know of a supplier. */
  setTransfers(supplier: string, transfers: "active" | "inactive"): void {
    for (const account of this.accounts) {
      if (account.metadata.supplier !== supplier) continue;
      account.capabilities = { transfers };
      this.#around.emit("account.updated", copyOf(account));
    }
  }

  #asked(group: string, key: string): void {
    const keys = (this.#keysSinceLook.get(group) ?? new Set()).add(key);
    this.#keysSinceLook.set(group, keys);
    if (keys.size > 1) this.askedBlindly.add(group);
  }

  #create({ metadata }: CreateAccount): Account {
    const id = this.#around.nextId("acct");
    const account: Account = { id, metadata, capabilities: { transfers: "inactive" } };
    this.accounts.push(account);
    return copyOf(account);
  }

  #account(id: string): Account {
    const account = this.accounts.find((one) => one.id === id);
    if (account === undefined) throw refusal("resource_missing", 404);
    return account;
  }

  #transfer(parameters: CreateTransfer): StripeTransfer {
    const { amount, destination, source_transaction } = parameters;
    const { capabilities } = this.#account(destination);
    if (capabilities.transfers !== "active")
      throw refusal("insufficient_capabilities_for_transfer");
    if (this.isDry) throw refusal("balance_insufficient");
    const charge = this.#around.intents.get(source_transaction.replace("ch_", ""));
    if (charge?.status !== "succeeded") throw refusal("resource_missing");
    const moved = this.transfers
      .filter((one) => one.source_transaction === source_transaction)
      .reduce((sum, one) => sum + one.amount, 0);
    if (moved + amount > charge.amount_received) throw refusal("transfer_source_exceeded");
    const id = this.#around.nextId("tr");
    const transfer = { ...parameters, id, created: this.#around.scheduler.now };
    this.transfers.push(transfer);
    return transfer;
  }
}

function copyOf({ id, metadata, capabilities }: Account): Account {
  return { id, metadata, capabilities: { ...capabilities } };
}

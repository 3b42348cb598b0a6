import { DurableObject } from "cloudflare:workers";
import { catalogue } from "../../catalogue/catalogue.ts";
import { type Env, settingsOf } from "../../env.ts";
import { staffAlert } from "../../messages/staff-alert.tsx";
import { createProviders } from "../../providers/create-providers.ts";
import { DeskObject, type StrayPayment } from "./desk-object.ts";

/** The Durable Object of what belongs to no bookable. A shell around DeskObject. */
export class Desk extends DurableObject<Env> {
  readonly #object: DeskObject;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    const [operator] = catalogue.operators;
    if (operator === undefined) throw new Error("the catalogue has no operator");
    const settings = settingsOf(env);
    const now = () => Date.now();
    this.#object = new DeskObject({
      storage: context.storage,
      mail: createProviders(settings, now).mail,
      alert: (stray) =>
        staffAlert({
          kind: "payment-without-booking",
          detail: `${stray.payment} took ${stray.amount} ${stray.currency} (minor units): ${stray.detail} (event ${stray.event})`,
          at: now(),
          payment: stray.payment,
          operator,
          timeZone: operator.timeZone,
          publicUrl: settings.PUBLIC_URL,
        }),
      now,
      log: (line) => console.log(line),
    });
  }

  openStray(stray: StrayPayment): void {
    this.#object.openStray(stray);
  }

  strayPayments() {
    return this.#object.strayPayments();
  }

  resolveStray(payment: string, how: { by: string; note: string }) {
    return this.#object.resolveStray(payment, how);
  }

  effects() {
    return this.#object.effects();
  }

  retry(effect: string): boolean {
    return this.#object.retry(effect);
  }

  paymentsPaused(): boolean {
    return this.#object.paymentsPaused;
  }

  pausePayments(paused: boolean): void {
    this.#object.pausePayments(paused);
  }

  sweep(): void {
    this.#object.arm();
  }

  override alarm(): Promise<void> {
    return this.#object.alarm();
  }
}

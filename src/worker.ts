import { catalogue } from "./catalogue/catalogue.ts";
import { type Env, settingsOf } from "./env.ts";
import type { Context } from "./http/context.ts";
import { deskStub, roomStub } from "./http/rooms.ts";
import { router } from "./http/router.ts";
import { createProviders } from "./providers/create-providers.ts";

export { Desk } from "./objects/desk.ts";
export { Room } from "./objects/room.ts";

export default {
  async fetch(request, env) {
    const settings = settingsOf(env);
    const now = () => Date.now();
    const context: Context = {
      env,
      settings,
      payments: createProviders(settings, now).payments,
      now,
      log: (line) => console.log(line),
    };
    if (request.method !== "HEAD") return router.fetch(request, context);
    const answer = await router.fetch(new Request(request, { method: "GET" }), context);
    return new Response(null, answer);
  },

  /** Pokes every object: the alarm's own code runs, for an alarm that was lost. */
  async scheduled(_controller, env) {
    const sweeps = catalogue.rooms.map(({ slug }) => roomStub(env, slug).sweep());
    for (const sweep of await Promise.allSettled([...sweeps, deskStub(env).sweep()])) {
      if (sweep.status === "fulfilled") continue;
      console.log({ message: "Sweep failed", level: "error", detail: String(sweep.reason) });
    }
  },
} satisfies ExportedHandler<Env>;

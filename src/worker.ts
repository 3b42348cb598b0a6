import { type Env, settingsOf } from "./env.ts";
import type { Context } from "./http/context.ts";
import { router } from "./http/router.ts";
import { sweep } from "./http/sweep.ts";
import { createProviders } from "./providers/create-providers.ts";

export { Desk } from "./objects/desk/desk.ts";
export { Room } from "./objects/room/room.ts";
export { Service } from "./objects/service/service.ts";
export { Session } from "./objects/session/session.ts";
export { Supplier } from "./objects/supplier/supplier.ts";

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

  async scheduled({ cron }, env) {
    await sweep(env, cron, Date.now(), (line) => console.log(line));
  },
} satisfies ExportedHandler<Env>;

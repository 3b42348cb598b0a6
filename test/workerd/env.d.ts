import type { D1Migration } from "@cloudflare/vitest-plugin";
import type { Env } from "../../src/env.ts";

declare global {
  namespace Cloudflare {
    interface GlobalProps {
      mainModule: typeof import("../../src/worker.ts");
      durableNamespaces: "Room" | "Desk";
    }
    interface Env extends ProductEnv {
      SANDBOX: Fetcher;
      LEDGER_MIGRATIONS: D1Migration[];
      /** Only where `npm run bench` runs. */
      FLOOR: DurableObjectNamespace<import("../bench/floor.ts").Floor>;
    }
  }
}

type ProductEnv = Env;

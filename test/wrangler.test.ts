import { expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";

const config = unstable_readConfig({ config: "wrangler.toml" });

it("keeps what stands in addresses, such as signed links and client secrets, out of the logs", () => {
  expect(config.observability).toMatchObject({ enabled: true, redact_query_string: true });
});

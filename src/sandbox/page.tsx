import { renderToString } from "preact-render-to-string";
import type { SandboxState } from "./state.ts";

/** The `/sandbox` page: what the vendors know, and switches to steer them. */
export function sandboxPage(state: SandboxState): string {
  return `<!doctype html>${renderToString(<p>{state.messages.length} messages</p>)}`;
}

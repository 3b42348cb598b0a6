/**
 * Stands in for `node-fetch` in the bundle (wrangler.toml, [alias]): MailerSend's HTTP client names
 * it as a fallback for runtimes without `fetch`, and it would be an eighth of the Worker.
 */
export default globalThis.fetch;

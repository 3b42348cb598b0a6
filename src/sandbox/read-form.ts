/** A form's body as it was sent. (Workerd holds `text()` of a form for a mistake, and says so.) */
export async function readForm(request: Request): Promise<string> {
  return new TextDecoder().decode(await request.arrayBuffer());
}

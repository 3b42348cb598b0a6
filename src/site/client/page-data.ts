/** The JSON that the page carries for its script. The page and the script are built together. */
export function pageData<T>(): T {
  const element = document.getElementById("page-data");
  if (element === null) throw new Error("pageData: the page carries no #page-data");
  return JSON.parse(element.textContent) as T;
}

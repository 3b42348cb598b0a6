/** A line "path: rule" for each value that an earlier entry of the list has already. */
export function repeated(list: string, key: string, values: readonly string[]): string[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return first === index
      ? []
      : [`${list}[${index}].${key}: "${value}" is already taken by ${list}[${first}]`];
  });
}

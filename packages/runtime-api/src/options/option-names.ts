/** `uses_with` as TypeScript spells it: `usesWith`. */
export function camelCaseName(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

/** `uses_with` as the command line spells it: `uses-with`. */
export function kebabCaseName(name: string): string {
  return name.replaceAll('_', '-');
}

/** `usesWith` or `uses-with` as YAML spells it: `uses_with`. */
export function snakeCaseName(name: string): string {
  return name.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

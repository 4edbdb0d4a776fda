/// <reference lib="es2024.string" />

/**
 * The text with U+FFFD for halves of characters, which UTF-8 cannot say: a text that was cut in the middle of an emoji has one at its end.
 * protobufjs writes them as bytes that no reader takes. Costs next to nothing for other texts: they come back as they are.
 */
export function wellFormed(text: string): string {
  return text.toWellFormed();
}

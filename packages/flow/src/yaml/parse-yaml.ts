import { RuntimeError } from '@zedflow/core-protocol';
import {
  CORE_SCHEMA,
  constructFromEvents,
  defineMappingTag,
  EVENT_ID,
  type Event,
  getScalarValue,
  mergeTag,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
} from 'js-yaml';
import { describeOffset, type YamlText } from './yaml-text.js';

/** Keys and indices from the root to a value. */
export type YamlPath = readonly (string | number)[];

/** Where a value of a YAML text is. */
interface YamlPosition {
  readonly keyOffset: number;
  readonly valueOffset: number;
  /** The scalar has no quotes. */
  readonly isPlain: boolean;
}

/** A parsed YAML text with the places of its values. */
export interface YamlDocument {
  readonly value: unknown;
  readonly source: YamlText;
  /** Place of the key (or list item) at a path, or of its nearest parent that was written. */
  place(path: YamlPath): string;
  position(path: YamlPath): YamlPosition | undefined;
}

const LIMITS = { maxDepth: 100, maxAliases: 100, maxTotalMergeKeys: 1000 };

// `!Flow`, `!MyExecutor`: the same as `jtype: Flow` in the mapping. No tag ever runs code.
const jtypeTag = defineMappingTag<Record<string, unknown>>('!', {
  matchByTagPrefix: true,
  create: (tagName) => ({ jtype: tagName.slice(1) }),
  addPair: (object, key, value) => {
    if (typeof key !== 'string') return 'keys must be texts';
    if (key === '__proto__') return 'the key __proto__ is not allowed';
    if (key === 'jtype') return 'a mapping with a tag has no key jtype';
    object[key] = value;
    return '';
  },
  has: (object, key) => typeof key === 'string' && Object.hasOwn(object, key),
  keys: (object) => Object.keys(object),
  get: (object, key) => object[key as string],
  identify: () => false,
});

const SCHEMA = CORE_SCHEMA.withTags(mergeTag, jtypeTag);

/**
 * Parses one YAML document without running anything, and remembers where its values were written.
 *
 * @throws config_invalid with file, line, column and the line.
 */
export function parseYaml(source: YamlText): YamlDocument {
  let events: Event[];
  let documents: unknown[];
  try {
    events = parseEvents(source.text, { filename: source.file, maxDepth: LIMITS.maxDepth });
    documents = constructFromEvents(events, { source: source.text, schema: SCHEMA, ...LIMITS });
  } catch (error) {
    throw asRuntimeError(error, source);
  }
  if (documents.length !== 1) {
    throw new RuntimeError('config_invalid', `${describeOffset(source, 0)}: expected one YAML document, got ${documents.length}`);
  }
  const positions = positionsOf(events, source.text);
  const position = (path: YamlPath) => positions.get(JSON.stringify(path));
  const document: YamlDocument = {
    value: documents[0],
    source,
    position,
    place(path) {
      for (let length = path.length; length > 0; length--) {
        const found = position(path.slice(0, length));
        if (found !== undefined) return describeOffset(source, found.keyOffset);
      }
      return describeOffset(source, positions.get('[]')?.valueOffset ?? 0);
    },
  };
  refuseDangerousKeys(document);
  return document;
}

function asRuntimeError(error: unknown, source: YamlText): RuntimeError {
  const offset = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
  const reason = error instanceof YAMLException ? error.reason : String(error);
  return new RuntimeError('config_invalid', `${describeOffset(source, offset)}: not valid YAML: ${reason}`, { cause: error });
}

/** Walks the events beside the paths of the values that they make. Values behind an alias keep the place of the alias. */
function positionsOf(events: readonly Event[], text: string): Map<string, YamlPosition> {
  const positions = new Map<string, YamlPosition>();
  let next = 0;
  const walk = (path: YamlPath, keyOffset: number | undefined): void => {
    const event = events[next++];
    if (event === undefined) return;
    const offset = offsetOf(event);
    const isPlain = event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN;
    positions.set(JSON.stringify(path), { keyOffset: keyOffset ?? offset, valueOffset: offset, isPlain });
    if (event.type === EVENT_ID.SEQUENCE) {
      for (let index = 0; !isPop(events[next]); index++) walk([...path, index], undefined);
      next++;
    } else if (event.type === EVENT_ID.MAPPING) {
      while (!isPop(events[next])) {
        const key = events[next];
        if (key?.type === EVENT_ID.SCALAR) {
          next++;
          walk([...path, getScalarValue(text, key)], offsetOf(key));
        } else {
          // A key that is no text is refused later; both its events are passed over.
          walk([...path, ''], undefined);
          walk([...path, ''], undefined);
        }
      }
      next++;
    }
  };
  if (events[next]?.type === EVENT_ID.DOCUMENT) next++;
  walk([], undefined);
  return positions;
}

function isPop(event: Event | undefined): boolean {
  return event === undefined || event.type === EVENT_ID.POP;
}

function offsetOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      // Quoted scalars begin at their quote.
      return Math.max(0, event.style === SCALAR_STYLE.PLAIN ? event.valueStart : event.valueStart - 1);
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart;
    default:
      return 0;
  }
}

const MAX_VALUES = 100_000;

/** `__proto__` as a key never means well, and aliases must not blow a small file up to gigabytes. */
function refuseDangerousKeys(document: YamlDocument): void {
  let values = 0;
  const walk = (value: unknown, path: YamlPath): void => {
    if (++values > MAX_VALUES) {
      throw new RuntimeError('config_invalid', `${document.place(path)}: the file has more than ${MAX_VALUES} values`);
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(item, [...path, index]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        const inner = [...path, key];
        if (key === '__proto__') throw new RuntimeError('config_invalid', `${document.place(inner)}: the key __proto__ is not allowed`);
        walk(item, inner);
      }
    }
  };
  walk(document.value, []);
}

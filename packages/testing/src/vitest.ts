/**
 * Vitest plug-in for files with decorators.
 *
 * @packageDocumentation
 */
export { type DecoratorsPlugin, zedflowDecorators } from './decorators-plugin.js';

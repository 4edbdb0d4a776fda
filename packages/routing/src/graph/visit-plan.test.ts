import type { EndpointDescription } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { fakeNode } from '../../test/fixtures/graph.js';
import { compileGraph } from './compile-graph.js';
import type { GraphNode } from './graph-node.js';
import { VisitPlans } from './visit-plan.js';

const serving = (name: string, stream = false) => ({
  endpoints: [{ name, write: false, stream, singleDocument: false } satisfies EndpointDescription],
});

/** A node whose description is the same object until it is set anew. */
function describedNode(name: string, ...needs: string[]): GraphNode & { description: ReturnType<GraphNode['describe']> } {
  const node = {
    ...fakeNode(name, { needs }),
    description: undefined as ReturnType<GraphNode['describe']>,
    describe: () => node.description,
  };
  return node;
}

const calledOf = (plans: VisitPlans, endpoint: string, target?: string) =>
  plans
    .planOf(endpoint, target)
    .filter(({ isCalled }) => isCalled)
    .map(({ step }) => step.node.name);

describe('VisitPlans', () => {
  it('plans an endpoint and target once', () => {
    const plans = new VisitPlans(compileGraph([describedNode('a'), describedNode('b')]));

    expect(plans.planOf('/x')).toBe(plans.planOf('/x'));
    expect(plans.planOf('/x', 'a')).toBe(plans.planOf('/x', 'a'));
    expect([calledOf(plans, '/x'), calledOf(plans, '/x', 'a')]).toEqual([['a', 'b'], ['a']]);
  });

  it('plans anew when a node says something new of itself', () => {
    const node = describedNode('a');
    const plans = new VisitPlans(compileGraph([node]));
    expect(calledOf(plans, '/x')).toEqual(['a']);

    node.description = serving('/y');

    expect(calledOf(plans, '/x')).toEqual([]);
    expect(calledOf(plans, '/y')).toEqual(['a']);
  });

  it('keeps a bounded number of plans, whatever clients ask for, and none of endless endpoints', () => {
    const plans = new VisitPlans(compileGraph([describedNode('a')]));
    const first = plans.planOf('/first');
    const long = `/${'x'.repeat(1000)}`;

    for (let count = 0; count < 1023; count++) plans.planOf(`/${count}`);
    expect(plans.planOf('/first')).toBe(first);
    plans.planOf('/one-more');

    expect(plans.planOf('/first')).not.toBe(first);
    expect(plans.planOf(long)).not.toBe(plans.planOf(long));
  });

  it('calls a step final when nothing that comes after it is called, on every branch', () => {
    const nodes = [
      describedNode('a', 'gateway'),
      describedNode('left', 'a'),
      describedNode('right', 'a'),
      describedNode('join', 'left', 'right'),
    ];
    const plans = new VisitPlans(compileGraph(nodes));
    const finals = () =>
      plans
        .planOf('/x')
        .filter(({ isFinal }) => isFinal)
        .map(({ step }) => step.node.name);

    expect(finals()).toEqual(['join']);
    (nodes[3] as (typeof nodes)[0]).description = serving('/y');
    expect(finals()).toEqual(['left', 'right']);
  });
});

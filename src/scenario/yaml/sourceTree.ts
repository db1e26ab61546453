import type { TextRange } from '#model/diagnostic.ts';

interface NodeBase extends TextRange {
  /** Where its tag or anchor begins, or `start`. */
  readonly propertiesStart: number;
  readonly tag?: string;
  readonly anchor?: string;
}

/** A scalar; its range includes quotes, and the header of a block scalar. `absent` is a key or dash with nothing after. */
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'absent';
  readonly text: string;
}

export interface MapEntry {
  readonly key: SourceNode;
  /** The key as JSON has it; undefined where no JSON key can be that. */
  readonly name: string | undefined;
  readonly value: SourceNode;
  /** Offset just after the colon; undefined where a flow mapping has a lone key. */
  readonly afterColon: number | undefined;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly style: 'block' | 'flow';
  readonly entries: readonly MapEntry[];
}

export interface ListNode extends NodeBase {
  readonly kind: 'list';
  readonly style: 'block' | 'flow';
  readonly items: readonly SourceNode[];
  /** Offsets of the dashes of a block list; empty for a flow list. */
  readonly dashes: readonly number[];
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
}

/** A node of a YAML document with its place in the text of that document. */
export type SourceNode = ScalarNode | MapNode | ListNode | AliasNode;

import type { Participation } from '#model/meshSummary.ts';

export type OptionGroup =
  | 'deployments'
  | 'pods'
  | 'outside'
  | 'services'
  | 'full-names'
  | 'addresses'
  | 'pod-addresses'
  | 'gateways';

/** A caller or a destination that the request bar offers. */
export interface RequestOption {
  /** What is written into the field. */
  readonly value: string;
  readonly group: OptionGroup;
  /** Names and addresses that help to tell options apart; they are searched too. */
  readonly facts: readonly string[];
  readonly participation?: Participation;
}

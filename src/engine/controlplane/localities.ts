import { labels } from '#model/kubernetes/labels.ts';
import type { ResourceIndex } from '../mesh/mesh.ts';
import { labelOf } from './inNamespace.ts';

export interface Locality {
  readonly region: string;
  readonly zone: string;
  readonly subzone: string;
}

export const nowhere: Locality = { region: '', zone: '', subzone: '' };

/** Region, zone and subzone of each node, from its labels. Mirrors istiod `nodesCollection`. */
export function nodeLocalities(resources: ResourceIndex): ReadonlyMap<string, Locality> {
  return new Map(
    resources.all('Node').map((node) => [
      node.metadata.name,
      {
        region: labelOf(node, labels.region) ?? labelOf(node, 'failure-domain.beta.kubernetes.io/region') ?? '',
        zone: labelOf(node, labels.zone) ?? labelOf(node, 'failure-domain.beta.kubernetes.io/zone') ?? '',
        subzone: labelOf(node, labels.subzone) ?? '',
      },
    ]),
  );
}

/** `region/zone/subzone`, as WorkloadEntries write it. */
export function parseLocality(text: string | undefined): Locality {
  const [region = '', zone = '', subzone = ''] = (text ?? '').split('/');
  return { region, zone, subzone };
}

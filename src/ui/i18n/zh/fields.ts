import type { FieldTexts } from '../fieldTexts.ts';
import { gatewayApiFields } from './fields/gatewayApi.ts';
import { istioFields } from './fields/istio.ts';
import { kubernetesFields } from './fields/kubernetes.ts';

export const fields: FieldTexts = { ...gatewayApiFields, ...istioFields, ...kubernetesFields };

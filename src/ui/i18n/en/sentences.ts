import type { CodeSentences } from '../catalogue.ts';
import { admissionDiagnostics } from './diagnostics/admission.ts';
import { documentDiagnostics } from './diagnostics/document.ts';
import { meshDiagnostics } from './diagnostics/mesh.ts';
import { link } from './link.ts';
import { controlPlaneReasons } from './reasons/controlPlane.ts';
import { engineReasons } from './reasons/engine.ts';
import { envoyReasons } from './reasons/envoy.ts';
import { kubernetesReasons } from './reasons/kubernetes.ts';
import { proxyReasons } from './reasons/proxy.ts';
import { ztunnelReasons } from './reasons/ztunnel.ts';

export const sentences: CodeSentences = {
  reasons: {
    ...engineReasons,
    ...kubernetesReasons,
    ...controlPlaneReasons,
    ...ztunnelReasons,
    ...envoyReasons,
    ...proxyReasons,
  },
  diagnostics: { ...documentDiagnostics, ...admissionDiagnostics, ...meshDiagnostics },
  link,
};

// Stands in for d3-color, which d3-interpolate names as it loads; nothing on this canvas interpolates a colour.
const none = (): never => {
  throw new Error('colours are not interpolated here');
};

export { none as color, none as cubehelix, none as hcl, none as hsl, none as lab, none as rgb };

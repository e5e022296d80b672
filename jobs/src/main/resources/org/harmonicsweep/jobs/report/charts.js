"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

  /**
   * Labels the powers of ten of a logarithmic axis: 10⁻³ where it spans decades of shares, 0.001
   * where it shows a parameter, with 2 and 5 between them where it is short.
   */
  function power(value, style) {
    const exponent = Math.floor(Math.log10(value) + 1e-9);
    const digit = Math.round(value / 10 ** exponent);
    if (digit !== 1 && !(style === "short" && (digit === 2 || digit === 5))) return "";
    if (exponent === 0 || (style !== "powers" && Math.abs(exponent) < 5)) return String(Number(value.toPrecision(1)));
    return (digit === 1 ? "10" : digit + "·10") + [...String(exponent)].map((c) => SUPERSCRIPTS[c]).join("");
  }

  /** A null of the table is a null here, or not there at all: Spark can be set to do either. */
  const known = (value) => value !== null && value !== undefined;

  const levels = (rows, key) => [...new Set(rows.map((row) => row[key]).filter(known))];
  const ascending = (values) => [...values].sort((a, b) => a - b);

  /** A panel is an architecture, with whatever else distinguishes its cells besides the axes. */
  function withPanels(rows) {
    const names = { latent: "latent", likelihood: "", noise_target: "target", engine: "engine" };
    const varying = Object.keys(names).filter((key) => levels(rows, key).length > 1);
    const label = (row) =>
      [row.architecture, ...varying.filter((key) => known(row[key])).map((key) => (names[key] + " " + row[key]).trim())].join(", ");
    return rows.map((row) => ({
      ...row,
      panel: label(row),
      variance: known(row.encoder_variance) ? String(row.encoder_variance) : "learned",
      order: known(row.encoder_variance) ? row.encoder_variance : Infinity,
    }));
  }

  function selector(name, label, options, labels) {
    return { name, value: options[0], bind: { input: "select", name: label, options, labels } };
  }

  function noiseSelector(rows) {
    const noises = ascending(levels(rows, "input_noise"));
    return selector("noise", "Input noise ", noises, noises.map(String));
  }

  const CONFIG = {
    font: 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "DejaVu Sans", Arial, sans-serif',
    view: { stroke: "#d8dde2" },
    axis: { gridColor: "#eceff1", domainColor: "#5d666f", tickColor: "#5d666f", labelColor: "#1c2024", titleColor: "#1c2024", titleFontWeight: "normal", labelFontSize: 11.5, titleFontSize: 12.5, titlePadding: 8 },
    legend: { titleFontWeight: "normal", labelFontSize: 11.5, titleFontSize: 12.5, symbolStrokeWidth: 2 },
    header: { labelFontSize: 13, labelFontWeight: 600, labelPadding: 6, title: null },
  };

  const logAxis = (title, style) => ({ title, labelExpr: "power(datum.value, '" + style + "')", labelOverlap: false, tickCount: 8 });
  const COLOURS = ["#3b528b", "#21918c", "#e07b39", "#7a4b9a", "#5c863d", "#b03a5b"];
  const weights = (rows) => ({
    field: "kl_weight", type: "ordinal", title: "KL weight β", sort: "ascending",
    scale: levels(rows, "kl_weight").length <= COLOURS.length ? { range: COLOURS } : { scheme: "viridis" },
  });

  function panels(rows, spec) {
    const count = levels(rows, "panel").length;
    const size = count === 1 ? { width: 660, height: 320 } : { width: 370, height: 270 };
    return {
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      config: CONFIG,
      data: { values: rows },
      facet: { field: "panel", type: "nominal" },
      columns: 2,
      spec: { ...size, ...spec },
    };
  }

  const SHARES = {
    decoder_high_frequency_share: "decoder, latent units",
    decoder_high_frequency_share_scaled: "decoder, posterior units",
    encoder_high_frequency_share: "encoder, random directions",
    encoder_high_frequency_share_chord: "encoder, between data",
  };

  /** Two replicates give intervals of many decades; cut, they leave room for what they are about. */
  function withinFrame(rows) {
    return levels(rows, "quantity").flatMap((quantity) => {
      const group = rows.filter((row) => row.quantity === quantity);
      const means = group.map((row) => row.geometric_mean);
      const least = Math.min(...means) / 3;
      const most = Math.min(Math.max(...means) * 3, 1);
      return group.map((row) =>
        known(row.geometric_low)
          ? { ...row, low: Math.max(row.geometric_low, least), high: Math.min(row.geometric_high, most) }
          : row);
    });
  }

  function sharesChart(rows) {
    const placed = withinFrame(rows.filter((row) => known(row.x)));
    const present = Object.keys(SHARES).filter((key) => placed.some((row) => row.quantity === key));
    const x = { field: "x", type: "quantitative", scale: { type: "log", nice: false, padding: 14 }, axis: logAxis("encoder variance σ²", "plain") };
    const y = { type: "quantitative", scale: { type: "log" }, axis: logAxis("high-frequency share", "powers") };
    const tooltip = [
      { field: "variance", title: "encoder variance" }, { field: "kl_weight", title: "KL weight" },
      { field: "geometric_mean", title: "share", format: ".3e" }, { field: "geometric_low", title: "from", format: ".3e" },
      { field: "geometric_high", title: "to", format: ".3e" }, { field: "n", title: "trials" },
    ];
    const fixed = { filter: "datum.encoder_variance_mode == 'fixed'" };
    const learned = { filter: "datum.encoder_variance_mode != 'fixed'" };
    const mean = { ...y, field: "geometric_mean" };
    return {
      ...panels(placed, {
        encoding: { x, color: weights(placed) },
        layer: [
          { transform: [fixed], mark: { type: "line", strokeWidth: 1.6 }, encoding: { y: mean } },
          { transform: [{ filter: "isValid(datum.low)" }], mark: { type: "rule", strokeWidth: 1.6 }, encoding: { y: { ...y, field: "low" }, y2: { field: "high" } } },
          { transform: [fixed], mark: { type: "point", filled: true, size: 46, opacity: 1 }, encoding: { y: mean, tooltip } },
          { transform: [learned], mark: { type: "point", shape: "diamond", fill: "white", size: 90, strokeWidth: 1.8, opacity: 1 }, encoding: { y: mean, tooltip } },
        ],
      }),
      params: [selector("quantity", "Spectrum of the ", present, present.map((key) => SHARES[key])), noiseSelector(placed)],
      transform: [{ filter: "datum.quantity == quantity && datum.input_noise == noise" }],
    };
  }

  function bracketsChart(rows) {
    const networks = ["decoder", "encoder", "reconstruct"].filter((n) => rows.some((row) => row.network === n));
    const variances = [...new Map(rows.map((row) => [row.variance, row.order]))].sort((a, b) => a[1] - b[1]).map((v) => v[0]);
    const y = { field: "lower", type: "quantitative", scale: { type: "log" }, axis: logAxis("Lipschitz constant", "short") };
    const tooltip = [
      { field: "variance", title: "encoder variance" }, { field: "kl_weight", title: "KL weight" },
      { field: "lower", title: "at least", format: ".4g" }, { field: "upper", title: "at most", format: ".4g" }, { field: "n", title: "trials" },
    ];
    return {
      ...panels(rows, {
        encoding: {
          x: { field: "variance", type: "ordinal", sort: variances, axis: { title: "encoder variance σ²", labelAngle: 0 }, scale: { paddingInner: 0.3, paddingOuter: 0.15 } },
          xOffset: { field: "kl_weight", type: "ordinal", sort: "ascending", scale: { paddingInner: 0.25 } },
          color: weights(rows),
        },
        layer: [
          { mark: { type: "bar", opacity: 0.55, minBandSize: 2 }, encoding: { y, y2: { field: "upper" }, tooltip } },
          { mark: { type: "tick", thickness: 2.5, opacity: 1, orient: "horizontal", bandSize: 8 }, encoding: { y, tooltip } },
          { mark: { type: "tick", thickness: 2.5, opacity: 1, orient: "horizontal", bandSize: 8 }, encoding: { y: { ...y, field: "upper" }, tooltip } },
        ],
      }),
      params: [selector("network", "Network ", networks, networks), noiseSelector(rows)],
      transform: [{ filter: "datum.network == network && datum.input_noise == noise" }],
    };
  }

  /** Theory's exponents of the deviation while it is small, for a Gaussian likelihood with a KL term. */
  const EXPONENTS = { decoder: -0.5, encoder: 0.5 };

  /** Gives each row what a power law through the smallest deviation of its line would say. */
  function withTheory(rows) {
    const key = (row) => [row.panel, row.network, row.kl_weight, row.input_noise].join("|");
    const first = new Map();
    for (const row of rows) {
      const found = first.get(key(row));
      if (!found || row.deviation < found.deviation) first.set(key(row), row);
    }
    return rows.map((row) => {
      const start = first.get(key(row));
      const known = row.network in EXPONENTS && row.likelihood === "gaussian" && row.kl_weight > 0;
      return known ? { ...row, theory: start.geometric_mean * (row.deviation / start.deviation) ** EXPONENTS[row.network] } : row;
    });
  }

  function constantsChart(rows) {
    const weights = ascending(levels(rows, "kl_weight"));
    const networks = { decoder: "#3b528b", encoder: "#e07b39", reconstruct: "#5d666f" };
    const y = { type: "quantitative", scale: { type: "log" }, axis: logAxis("Lipschitz constant, at least", "short") };
    const tooltip = [
      { field: "network" }, { field: "deviation", title: "σ", format: ".4g" },
      { field: "geometric_mean", title: "at least", format: ".4g" }, { field: "theory", format: ".4g" }, { field: "n", title: "trials" },
    ];
    return {
      ...panels(withTheory(rows), {
        encoding: {
          x: { field: "deviation", type: "quantitative", scale: { type: "log", nice: false, padding: 14 }, axis: logAxis("encoder deviation σ", "plain") },
          color: { field: "network", type: "nominal", title: null, scale: { domain: Object.keys(networks), range: Object.values(networks) } },
        },
        layer: [
          { mark: { type: "line", strokeWidth: 1.6 }, encoding: { y: { ...y, field: "geometric_mean" } } },
          { transform: [{ filter: "isValid(datum.theory)" }], mark: { type: "line", strokeWidth: 1.4, strokeDash: [5, 4] }, encoding: { y: { ...y, field: "theory" } } },
          { mark: { type: "point", filled: true, size: 46, opacity: 1 }, encoding: { y: { ...y, field: "geometric_mean" }, tooltip } },
        ],
      }),
      params: [selector("weight", "KL weight β ", weights, weights.map(String)), noiseSelector(rows)],
      transform: [{ filter: "datum.kl_weight == weight && datum.input_noise == noise" }],
    };
  }

  async function draw(id, rows, chart) {
    const place = document.getElementById(id);
    if (rows.length === 0) {
      place.textContent = "Nothing was measured for this chart.";
      return;
    }
    const embedded = await vegaEmbed(place, chart(withPanels(rows)), {
      renderer: "svg",
      expressionFunctions: { power },
      actions: { export: true, source: false, compiled: false, editor: false },
    });
    await embedded.view.runAsync();
  }

  const charts = [["shares", data.shares, sharesChart], ["brackets", data.brackets, bracketsChart], ["confound", data.constants, constantsChart]];
  Promise.all(charts.filter(([id]) => document.getElementById(id)).map((chart) => draw(...chart))).then(
    () => { window.ready = true; },
    (error) => { console.error(error); window.failure = String(error); });
})();

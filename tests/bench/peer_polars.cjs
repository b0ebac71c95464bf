// SPDX-License-Identifier: GPL-3.0-or-later
// peer_polars.cjs JOB FILE - the jobs with polars, through its package for Node in $BENCH_NODE. No test.
const { createRequire } = require('node:module');
const pl = createRequire((process.env.BENCH_NODE || process.cwd()) + '/')('nodejs-polars');
const [job, file] = process.argv.slice(2);
const c = pl.col, L = () => pl.scanCSV(file, { inferSchemaLength: 1000 });
const out = (df) => console.log(df.toString());
const seCols = (names) => names.map((v) =>
  c('n').mul(pl.lit(1).sub(c('n').div(c('f')))).div(c('n').sub(1)).mul(c(v + '2').sub(c(v + '1').mul(c(v + '1')).div(c('n')))).sum().alias('v_' + v));
const J = {
  j1: async () => {
    const d = await L().select('region', 'q1', 'weight').groupBy(['region', 'q1']).agg(c('weight').sum().alias('w')).collect();
    out(d.withColumns(c('w').div(c('w').sum().over('region')).alias('p')).sort(['region', 'q1']));
  },
  j2: async () => {
    const d = await L().select('stratum', 'psu', 'fpc', 'region', 'q1', 'weight').groupBy(['stratum', 'psu', 'region', 'q1'])
      .agg(c('weight').sum().alias('w'), c('fpc').first().alias('f')).collect();
    const cell = d.withColumns(c('q1').fillNull('?').alias('q1'));
    const h = cell.groupBy('stratum').agg(c('psu').nUnique().cast(pl.Float64).alias('n'), c('f').first());
    const r = cell.groupBy(['stratum', 'psu', 'region']).agg(c('w').sum().alias('wr'));
    const p = cell.groupBy(['region', 'q1']).agg(c('w').sum().alias('wc')).withColumns(c('wc').sum().over('region').alias('nn'))
      .withColumns(c('wc').div(c('nn')).alias('p'));
    const z = r.join(p, { on: 'region' }).join(cell.select('psu', 'region', 'q1', 'w'), { on: ['psu', 'region', 'q1'], how: 'left' })
      .withColumns(c('w').fillNull(0).sub(c('p').mul(c('wr'))).div(c('nn')).alias('z'));
    const s = z.groupBy(['stratum', 'region', 'q1']).agg(c('p').first(), c('z').sum().alias('z1'), c('z').mul(c('z')).sum().alias('z2')).join(h, { on: 'stratum' });
    out(s.groupBy(['region', 'q1']).agg(c('p').first(), ...seCols(['z'])).withColumns(c('v_z').pow(0.5).alias('se')).sort(['region', 'q1']));
  },
  j3: async () => {
    const d = await L().select('stratum', 'psu', 'fpc', by, 'weight', 'amount', 'hours').groupBy(['stratum', 'psu', by])
      .agg(c('weight').sum().alias('w'), c('weight').mul(c('amount')).sum().alias('y'), c('weight').mul(c('hours')).sum().alias('x'), c('fpc').first().alias('f')).collect();
    const h = d.groupBy('stratum').agg(c('psu').nUnique().cast(pl.Float64).alias('n'), c('f').first());
    const t = d.groupBy(by).agg(c('w').sum().alias('N'), c('y').sum().alias('Y'), c('x').sum().alias('X'));
    const z = d.join(t, { on: by }).withColumns(c('y').alias('a'),
      c('y').sub(c('Y').div(c('N')).mul(c('w'))).div(c('N')).alias('b'), c('y').sub(c('Y').div(c('X')).mul(c('x'))).div(c('X')).alias('e'));
    const s = z.groupBy(['stratum', by]).agg(...['a', 'b', 'e'].flatMap((v) => [c(v).sum().alias(v + '1'), c(v).mul(c(v)).sum().alias(v + '2')])).join(h, { on: 'stratum' });
    out(t.join(s.groupBy(by).agg(...seCols(['a', 'b', 'e'])), { on: by }).sort(by));
  },
  j4: async () => {
    const k = ['weight', ...[...Array(80).keys()].map((i) => `rw${i + 1}`)];
    const d = await L().select('q1', ...k).groupBy('q1').agg(...k.map((v) => c(v).sum())).collect();
    out(d.withColumns(...k.map((v) => c(v).div(c(v).sum()).alias(v))).select('q1', 'weight', 'rw1', 'rw80'));
  },
};
const by = job === 'j3m' ? 'municipality' : 'region'; // j3m: j3 over ~1900 domains
J[job === 'j3m' ? 'j3' : job]();

// SPDX-License-Identifier: GPL-3.0-or-later
// peer_duckdb.mjs JOB FILE - the jobs with DuckDB, through its package for Node in $BENCH_NODE.
// The linearisation is written as SQL over sums by PSU: DuckDB has no functions for surveys. No test.
import { createRequire } from 'node:module';
const require = createRequire((process.env.BENCH_NODE || process.cwd()) + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const [job, file] = process.argv.slice(2);
const src = `read_csv('${file}')`;
const db = await (await DuckDBInstance.create(':memory:', { threads: String(require('node:os').cpus().length) })).connect();
const se = (n, s1, s2, f) => `sum((1-${n}/${f})*${n}/(${n}-1)*(${s2}-${s1}*${s1}/${n}))`;
const Q = {
  j1: `with c as (select region, q1, sum(weight) w from ${src} group by all)
       select region, q1, w, 100*w/sum(w) over (partition by region) pct from c order by all`,
  j2: `with c as (select stratum, psu, region, q1, sum(weight) w, any_value(fpc) f from ${src} group by all),
       h as (select stratum, count(distinct psu)::double n, any_value(f)::double f from c group by 1),
       r as (select stratum, psu, region, sum(w) wr from c group by all),
       nr as (select region, sum(wr) n from r group by 1),
       p as (select c.region, q1, sum(w) / any_value(nr.n) p, any_value(nr.n) nn from c join nr using (region) group by all),
       z as (select r.stratum, p.region, p.q1, p.p, (coalesce(c.w, 0) - p.p * r.wr) / p.nn z
             from r join p using (region) left join c on c.psu = r.psu and c.region = p.region and c.q1 is not distinct from p.q1),
       s as (select stratum, region, q1, any_value(p) p, sum(z) s1, sum(z*z) s2 from z group by all)
       select region, q1, any_value(p) p, sqrt(${se('n', 's1', 's2', 'f')}) se from s join h using (stratum) group by all order by all`,
  j2e: `with c as (select stratum, region, q1, sum(weight) w, sum(weight*weight) w2, count(*) k from ${src} group by all),
       h as (select stratum, sum(k)::double n from c group by 1),
       r as (select stratum, region, sum(w) wr, sum(w2) wr2 from c group by all),
       nr as (select region, sum(wr) n from r group by 1),
       p as (select c.region, q1, sum(w) / any_value(nr.n) p, any_value(nr.n) nn from c join nr using (region) group by all),
       s as (select r.stratum, p.region, p.q1, p.p, (coalesce(c.w,0) - p.p*r.wr)/p.nn s1, (coalesce(c.w2,0)*(1-2*p.p) + p.p*p.p*r.wr2)/(p.nn*p.nn) s2
             from r join p using (region) left join c on c.stratum = r.stratum and c.region = p.region and c.q1 is not distinct from p.q1)
       select region, q1, any_value(p) p, sqrt(sum(n/(n-1)*(s2-s1*s1/n))) se from s join h using (stratum) group by all order by all`,
  j3: `with c as (select stratum, psu, region, sum(weight) w, sum(weight*amount) y, sum(weight*hours) x, any_value(fpc) f from ${src} group by all),
       h as (select stratum, count(distinct psu)::double n, any_value(f)::double f from c group by 1),
       t as (select region, sum(w) n, sum(y) y, sum(x) x from c group by 1),
       z as (select c.stratum, region, c.y zt, (c.y - t.y/t.n*c.w)/t.n zm, (c.y - t.y/t.x*c.x)/t.x zr from c join t using (region)),
       s as (select stratum, region, sum(zt) a1, sum(zt*zt) a2, sum(zm) b1, sum(zm*zm) b2, sum(zr) c1, sum(zr*zr) c2 from z group by all),
       v as (select region, sqrt(${se('n', 'a1', 'a2', 'f')}) se_t, sqrt(${se('n', 'b1', 'b2', 'f')}) se_m, sqrt(${se('n', 'c1', 'c2', 'f')}) se_r from s join h using (stratum) group by all)
       select t.region, y total, se_t, y/n mean, se_m, y/x ratio, se_r from t join v using (region) order by 1`,
};
Q.j3m = Q.j3.replaceAll('region', 'municipality');
if (job === 'j4') {
  const R = 80, k = [...Array(R).keys()].map((i) => i + 1);
  Q.j4 = `with c as (select q1, sum(weight) w, ${k.map((i) => `sum(rw${i}) w${i}`)} from ${src} group by 1),
          p as (select q1, w/sum(w) over () p, ${k.map((i) => `w${i}/sum(w${i}) over () p${i}`)} from c)
          select q1, p, sqrt((${k.map((i) => `(p${i}-p)*(p${i}-p)`).join('+')})/(${R}*0.49)) se from p order by 1`;
}
const rows = (await db.runAndReadAll(Q[job])).getRows();
console.log(rows.slice(0, 200).map((r) => r.join('\t')).join('\n'));

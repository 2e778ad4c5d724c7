#!/usr/bin/env python3
"""Makes the data files of the catalogue from the source tables that PROVENANCE.md describes.

    python3 make_data.py SOURCE_FOLDER [data]

Python 3, standard library only. The same sources give the same bytes. metro_rtt.csv is made by fit/fit_metro_rtt.cpp, not here.
gpus.csv and models.csv are kept by hand; accelerators that gpus.csv does not list are left out.
"""
import csv
import json
import sys
from pathlib import Path

# TWNIC, Taiwan Internet Report 2020 (survey of August 2020, age 12 and above): the country table has no row for Taiwan.
INTERNET_PCT_TAIWAN = 83.8

# Newest first: where two data sets have a pair, the first one counts.
RTT_DATASETS = ["ibm_2026", "azure_msdocs_2026", "aws_cloudping_2025", "skyplane_2022"]

# Folders of NVIDIA/DeepLearningExamples whose licence is established. "ResNet50 v1.5 (TensorFlow)" is not.
CLASSIC_LICENCE = {"BERT": "Apache-2.0", "DLRM": "Apache-2.0", "FastPitch": "BSD-3-Clause", "ResNet50 v1.5": "BSD-3-Clause",
                   "TFT": "Apache-2.0", "Wide and Deep": "Apache-2.0", "nnU-Net": "Apache-2.0"}

# What bench/fidelity_classic finds for all GPUs together (docs/fidelity-classic.md); models without a run under load keep their line.
LOAD_FACTORS = {("FastPitch", "FP16"): "1.14", ("FastPitch", "FP32"): "1.14", ("ResNet50 v1.5", "ONNX Runtime TensorRT FP16"): "0.58",
                ("TFT electricity", "PyTorch FP16"): "1.07", ("TFT electricity", "TensorRT FP16"): "1.14", ("TFT traffic", "PyTorch FP16"): "1.07",
                ("TFT traffic", "TensorRT FP16"): "1.07", ("Wide and Deep", "TensorFlow FP32"): "0.93", ("Wide and Deep", "TensorRT FP16"): "1.07"}
BASE_GPU_SHARE = "0.5"


def read(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(folder, name, columns, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows", file=sys.stderr)


def make_regions(source, target):
    columns = ["provider", "region", "city", "country_iso2", "continent", "residency", "lat", "lon", "zones", "grid_gco2_per_kwh", "coord_source"]
    rows = sorted(read(source, "regions.csv"), key=lambda row: (row["provider"], row["region"]))
    write(target, "regions.csv", columns, [[row[c] for c in columns] for row in rows])


def internet_users(row):
    if row["internet_users"]:
        return row["internet_users"], f"Our World in Data (ITU), {row['internet_year']}"
    if row["country_iso2"] == "TW":
        return round(float(row["population"]) * INTERNET_PCT_TAIWAN / 100), "TWNIC, 2020"
    return "", ""


def make_metros(source, target):
    continent = {row["iso2"]: row["continent"] for row in read(source, "countries.csv")}
    columns = ["city", "country_iso2", "admin", "continent", "lat", "lon", "population", "timezone", "internet_users", "internet_users_source"]
    rows = sorted(read(source, "metros.csv"), key=lambda row: (-float(row["population"]), row["id"]))
    write(target, "metros.csv", columns,
          [[row["city"], row["country_iso2"], row["admin"], continent[row["country_iso2"]], row["lat"], row["lon"], row["population"],
            row["timezone"], *internet_users(row)] for row in rows])


def make_region_rtt(source, target):
    rows = [[r["dataset"], r["provider_a"], r["region_a"], r["provider_b"], r["region_b"], r["rtt_ms"]] for r in read(source, "latency_regions.csv")]
    rows += [[r["dataset"], r["provider"], r["region"], r["provider"], r["region"], r["rtt_ms"]] for r in read(source, "latency_intra_region.csv")]
    rows.sort(key=lambda row: (RTT_DATASETS.index(row[0]), row[1:5]))
    write(target, "region_rtt.csv", ["dataset", "provider_a", "region_a", "provider_b", "region_b", "rtt_ms"], rows)


def make_region_throughput(source, target):
    """Google Cloud's premium tier alone, which is its default; within and between the three clouds."""
    rows = sorted([f"{r['src_provider']}:{r['src_region']}", f"{r['dst_provider']}:{r['dst_region']}", r["gbit_s_64_tcp"]]
                  for r in read(source, "throughput_regions.csv") if r["src_tier"] == r["dst_tier"] == "premium")
    write(target, "region_throughput.csv", ["from", "to", "gbit_s"], rows)


def is_confirmed(row):
    """A cloud lists the type in the region. For Azure the price list alone does not say so; a SkyPilot catalogue row (made from `az vm list-skus`) does."""
    return row["offered"] == "yes" or row["spot_source"] == "skypilot_v6_us_2024"


def make_offers(source, target):
    gpu_name = {(gpu["accelerator"], gpu["memory_gib"]): gpu["name"] for gpu in read(target, "gpus.csv")}
    rows = [[r["provider"], r["region"], r["instance_type"], gpu_name[r["accelerator"], r["accelerator_mem_gib"]], r["accelerator_count"], r["vcpu"],
             r["mem_gib"], int(is_confirmed(r))] for r in read(source, "vm_prices.csv") if (r["accelerator"], r["accelerator_mem_gib"]) in gpu_name]
    rows.sort(key=lambda row: row[:3])
    write(target, "offers.csv", ["provider", "region", "instance_type", "gpu", "gpu_count", "vcpu", "memory_gib", "confirmed"], rows)
    return {row[3] for row in rows}


def case(model):
    return model["gpu"], model["model"], model["tp"], model["dtype"]


def slower_in_fp8(models):
    """GPU and model whose fp8 kernels were timed slower than the bf16 ones with half the weights to read: mixtures of experts on Hopper, three to four
    times. Servers choose other kernels there (measured ones of a mixture in fp8 are faster than in bf16), so such timings describe nothing that runs."""
    def ms(m):
        return m["linear"]["ms"][m["linear"]["tokens"].index(128)]
    by_case = {case(m): m for m in models}
    return {(gpu, model) for (gpu, model, tp, dtype), m in by_case.items()
            if dtype == "fp8" and (gpu, model, tp, "bf16") in by_case and ms(m) > 1.25 * ms(by_case[gpu, model, tp, "bf16"])}


def make_iteration_models(source, target):
    known = {gpu["name"] for gpu in read(target, "gpus.csv")}
    with open(source / "gpu/llm/iteration_models.json", encoding="utf-8") as file:
        composed = [m for m in json.load(file) if "linear" in m and m["gpu"] in known]
    # Where both sources have a case, the one that covers all other cases too.
    kernel_sums = {case(m) for m in composed if m["source"] != "llmservingsim"}
    models = [m for m in composed if m["source"] != "llmservingsim" or case(m) not in kernel_sums]
    odd = slower_in_fp8(models)
    models = [m for m in models if m["dtype"] != "fp8" or (m["gpu"], m["model"]) not in odd]
    models.sort(key=case)
    keys = ["gpu", "model", "tp", "dtype", "source", "layers", "weights_bytes", "kv_bytes_per_token", "max_kv_tokens", "linear", "lm_head"]
    lines = []
    for m in models:
        kept = {key: m[key] for key in keys}
        kept["attn_decode"] = {key: m["attn_decode"][key] for key in ["const_ms", "ms_per_seq", "ms_per_kv_token"]}
        kept["attn_prefill"] = {key: m["attn_prefill"][key] for key in ["const_ms", "ms_per_token", "ms_per_token_pair"]}
        lines.append(json.dumps(kept, separators=(",", ":")))
    (target / "iteration_models.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"iteration_models.json: {len(lines)} models; left out, slower in fp8: {sorted(odd)}", file=sys.stderr)


def classic_licence(model):
    if "(TensorFlow)" in model:
        return None
    return next((licence for prefix, licence in CLASSIC_LICENCE.items() if model.startswith(prefix)), None)


def load_factor(model, backend):
    return next((f for (m, b), f in LOAD_FACTORS.items() if model == m and backend.endswith(b)), "1")


def make_batch_models(source, target, sold):
    rows = [[r["model"], r["gpu"], r["backend"], r["a_ms"], r["b_ms_per_item"], load_factor(r["model"], r["backend"]), BASE_GPU_SHARE, r["mean_err"],
             r["points"], r["batch_max"], classic_licence(r["model"])]
            for r in read(source, "gpu/classic/batch_latency_fits.csv") if r["gpu"] in sold and classic_licence(r["model"])]
    rows.sort(key=lambda row: row[:3])
    write(target, "batch_models.csv", ["model", "gpu", "backend", "base_ms", "ms_per_item", "load_factor", "base_gpu_share", "mean_error", "points", "batch_max", "licence"], rows)


def make_profiles(source, target):
    loads = {}
    for row in read(source, "load_hourly_profiles.csv"):
        if row["time_base"].startswith("local"):
            loads.setdefault((row["profile"], row["source"]), {})[int(row["hour"])] = row["relative_load"]
    rows = [["flat", "by definition"] + ["1"] * 24] + [[*key, *[hours[h] for h in range(24)]] for key, hours in sorted(loads.items())]
    write(target, "profiles.csv", ["name", "source"] + [f"h{h:02}" for h in range(24)], rows)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).parent / "data"
    make_regions(source, target)
    make_metros(source, target)
    make_region_rtt(source, target)
    make_region_throughput(source, target)
    sold = make_offers(source, target)
    make_iteration_models(source, target)
    make_batch_models(source, target, sold)
    make_profiles(source, target)


if __name__ == "__main__":
    main()

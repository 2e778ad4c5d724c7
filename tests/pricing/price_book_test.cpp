#include "tradewind/pricing/price_book.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace tradewind;

namespace {
const PriceBook& book() { return PriceBook::shipped(); }
}  // namespace

TEST_CASE("every offer of the catalogue has an on-demand price with source and date", "[price_book]") {
  for (const CatalogueOffer& offer : Catalogue::shipped().offers()) {
    const auto price = book().instance(offer.provider, offer.region, offer.instance_type, Purchase::on_demand);
    INFO(offer.provider << ":" << offer.region << " " << offer.instance_type);
    REQUIRE(price);
    CHECK(price->usd > 0.2);
    CHECK(price->usd / offer.gpu_count < 60);  // GB200 in the United Arab Emirates is the dearest
    CHECK(price->unit == "hour");
    CHECK_FALSE(price->source.empty());
    CHECK_FALSE(price->date.empty());
  }
}

TEST_CASE("a commitment is never dearer than on demand", "[price_book]") {
  int reserved = 0;
  for (const CatalogueOffer& offer : Catalogue::shipped().offers()) {
    const auto on_demand = book().instance(offer.provider, offer.region, offer.instance_type, Purchase::on_demand);
    const auto one_year = book().instance(offer.provider, offer.region, offer.instance_type, Purchase::reserved_1y);
    const auto three_years = book().instance(offer.provider, offer.region, offer.instance_type, Purchase::reserved_3y);
    if (one_year) CHECK(one_year->usd <= on_demand->usd);
    if (one_year && three_years) CHECK(three_years->usd <= one_year->usd);
    if (one_year) ++reserved;
  }
  CHECK(reserved > 500);
}

TEST_CASE("tiers to the internet rise without gaps, and where one is dearer than the one before, a mark says so", "[price_book]") {
  for (const CatalogueRegion& region : Catalogue::shipped().regions())
    for (const char* destination : {"europe", "asia", "china", "australia"}) {
      const auto tiers = book().internet_egress(region.provider, region.id, destination);
      INFO(region.key() << " to " << destination);
      REQUIRE_FALSE(tiers.empty());
      CHECK(tiers.front().from == 0);
      CHECK(tiers.back().to == std::numeric_limits<double>::infinity());
      for (std::size_t i = 1; i < tiers.size(); ++i) {
        CHECK(tiers[i].from == tiers[i - 1].to);
        if (tiers[i].price.usd > tiers[i - 1].price.usd) CHECK(tiers[i - 1].price.mark == "cheaper than the next tier");
      }
      CHECK_FALSE(book().egress_counter(region.provider, region.id, destination).empty());
    }
}

TEST_CASE("prices that need a check say so", "[price_book]") {
  CHECK(book().internet_egress("aws", "us-east-1", "europe")[0].price.mark.empty());
  CHECK(book().internet_egress("aws", "us-east-1", "europe")[3].price.mark == "estimated");  // taken from us-east-2
  CHECK(book().internet_egress("azure", "eastus", "europe")[1].price.mark == "from memory");
  CHECK(book().internet_egress("nebius", "eu-north1", "europe")[0].price.mark == "estimated");
  CHECK(book().service("aws", "us-east-1", "load_balancer_hour")->mark.empty());
  CHECK(book().service("aws", "eu-west-1", "load_balancer_hour")->mark == "price of us-east-1");
  CHECK(book().instance("azure", "westeurope", "Standard_ND96isr_H100_v5", Purchase::on_demand).value_or(Price{}).mark ==
        "offer not confirmed for the region");
  CHECK(book().instance("nebius", "eu-north1", "gpu-h100-sxm_1gpu-16vcpu-200gb", Purchase::on_demand).value_or(Price{}).date == "2025-26");
}

TEST_CASE("what the book does not have is nothing", "[price_book]") {
  CHECK_FALSE(book().instance("aws", "us-east-1", "p99.huge", Purchase::on_demand));
  CHECK_FALSE(book().instance("aws", "us-east-1", "p5.4xlarge", Purchase::reserved_3y));
  CHECK_FALSE(book().service("aws", "us-east-1", "unicorns"));
  CHECK(book().internet_egress("acme", "moon-1", "europe").empty());
  CHECK(book().free_egress("acme").gb == 0);
  CHECK(book().free_egress("aws").gb == 100);
  CHECK(book().id() == "tradewind-shipped-" + book().date());
}

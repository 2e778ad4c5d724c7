// Places of the sample study: cities with rough coordinates and audiences, regions of three clouds.
#pragma once

#include "tradewind/scenarios/world.h"

namespace tradewind::test {

struct City {
  const char* name;
  const char* country;
  const char* continent;
  double latitude, longitude, millions;
};

inline constexpr City cities[] = {
    {"Tokyo", "JP", "asia", 35.7, 139.7, 32},
    {"Jakarta", "ID", "asia", -6.2, 106.8, 23},
    {"Delhi", "IN", "asia", 28.6, 77.2, 14},
    {"Shanghai", "CN", "asia", 31.2, 121.5, 18},
    {"Manila", "PH", "asia", 14.6, 121.0, 17},
    {"São Paulo", "BR", "south-america", -23.5, -46.6, 18},
    {"Seoul", "KR", "asia", 37.6, 127.0, 22},
    {"Mumbai", "IN", "asia", 19.1, 72.9, 10},
    {"Mexico City", "MX", "north-america", 19.4, -99.1, 17},
    {"New York", "US", "north-america", 40.7, -74.0, 18},
    {"Cairo", "EG", "africa", 30.0, 31.2, 15},
    {"Bangkok", "TH", "asia", 13.8, 100.5, 16},
    {"Moscow", "RU", "europe", 55.8, 37.6, 15},
    {"Buenos Aires", "AR", "south-america", -34.6, -58.4, 14},
    {"Istanbul", "TR", "asia", 41.0, 28.9, 13},
    {"Lagos", "NG", "africa", 6.5, 3.4, 6},
    {"Karachi", "PK", "asia", 24.9, 67.0, 5},
    {"Bengaluru", "IN", "asia", 13.0, 77.6, 6},
    {"Ho Chi Minh City", "VN", "asia", 10.8, 106.6, 11},
    {"Osaka", "JP", "asia", 34.7, 135.5, 12},
    {"Kinshasa", "CD", "africa", -4.3, 15.3, 4},
    {"Los Angeles", "US", "north-america", 34.1, -118.4, 11},
    {"Tehran", "IR", "middle-east", 35.7, 51.4, 11},
    {"London", "GB", "europe", 51.5, -0.1, 11},
    {"Paris", "FR", "europe", 48.9, 2.4, 9.5},
    {"Rio de Janeiro", "BR", "south-america", -22.9, -43.2, 10},
    {"Lima", "PE", "south-america", -12.0, -77.0, 7},
    {"Bogotá", "CO", "south-america", 4.7, -74.1, 7},
    {"Johannesburg", "ZA", "africa", -26.2, 28.0, 7},
    {"Chicago", "US", "north-america", 41.8, -87.7, 8},
    {"Riyadh", "SA", "middle-east", 24.7, 46.7, 7},
    {"Madrid", "ES", "europe", 40.4, -3.7, 6},
    {"Berlin", "DE", "europe", 52.5, 13.4, 4.3},
    {"Frankfurt", "DE", "europe", 50.1, 8.7, 2.5},
    {"Toronto", "CA", "north-america", 43.7, -79.4, 5.5},
    {"Sydney", "AU", "oceania", -33.9, 151.2, 4.8},
    {"Melbourne", "AU", "oceania", -37.8, 145.0, 4.7},
    {"Auckland", "NZ", "oceania", -36.8, 174.8, 1.5},
    {"Singapore", "SG", "asia", 1.35, 103.8, 5.3},
    {"Hong Kong", "HK", "asia", 22.3, 114.2, 7},
    {"Dubai", "AE", "middle-east", 25.2, 55.3, 4},
    {"Nairobi", "KE", "africa", -1.3, 36.8, 2.5},
    {"Casablanca", "MA", "africa", 33.6, -7.6, 3.5},
    {"Warsaw", "PL", "europe", 52.2, 21.0, 2.7},
    {"Rome", "IT", "europe", 41.9, 12.5, 3.2},
    {"Stockholm", "SE", "europe", 59.3, 18.1, 1.7},
    {"Kyiv", "UA", "europe", 50.5, 30.5, 2.5},
    {"Athens", "GR", "europe", 38.0, 23.7, 2.8},
    {"Lisbon", "PT", "europe", 38.7, -9.1, 2.4},
    {"Santiago", "CL", "south-america", -33.4, -70.7, 6},
    {"Dallas", "US", "north-america", 32.8, -96.8, 6},
    {"Seattle", "US", "north-america", 47.6, -122.3, 3.3},
    {"Miami", "US", "north-america", 25.8, -80.2, 5.6},
    {"San Francisco", "US", "north-america", 37.8, -122.4, 3.2},
    {"Vancouver", "CA", "north-america", 49.3, -123.1, 2.2},
    {"Dhaka", "BD", "asia", 23.8, 90.4, 7},
    {"Taipei", "TW", "asia", 25.0, 121.5, 8},
    {"Kuala Lumpur", "MY", "asia", 3.1, 101.7, 8},
    {"Cape Town", "ZA", "africa", -33.9, 18.4, 3},
    {"Tel Aviv", "IL", "middle-east", 32.1, 34.8, 3},
};

// The order in which the sample's front opens them: the cheapest point has the first two, the fastest all.
inline const Region sample_regions[] = {
    {"gcp", "us-central1", "Council Bluffs (Iowa)", "US", "north-america", "US", {41.26, -95.86}},
    {"aws", "eu-central-1", "Frankfurt", "DE", "europe", "eea", {50.11, 8.68}},
    {"aws", "ap-northeast-1", "Tokyo", "JP", "asia", "JP", {35.68, 139.65}},
    {"gcp", "asia-southeast1", "Singapore", "SG", "asia", "SG", {1.35, 103.82}},
    {"aws", "ap-south-1", "Mumbai", "IN", "asia", "IN", {19.08, 72.88}},
    {"aws", "sa-east-1", "São Paulo", "BR", "south-america", "BR", {-23.56, -46.64}},
    {"azure", "eastus", "Northern Virginia", "US", "north-america", "US", {39.04, -77.49}},
    {"aws", "us-west-2", "Boardman (Oregon)", "US", "north-america", "US", {45.84, -119.7}},
    {"azure", "uaenorth", "Dubai", "AE", "middle-east", "AE", {25.27, 55.31}},
    {"aws", "af-south-1", "Cape Town", "ZA", "africa", "ZA", {-33.92, 18.42}},
    {"aws", "ap-southeast-2", "Sydney", "AU", "oceania", "AU", {-33.87, 151.21}},
};

}  // namespace tradewind::test

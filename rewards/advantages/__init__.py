"""Advantages over groups, trees and graphs."""
